// The price of a batch, not of an image.
const timePerImage = 'o + b * c';
