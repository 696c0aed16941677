// Nothing is shared.
const timePerImage = 'o + c';
