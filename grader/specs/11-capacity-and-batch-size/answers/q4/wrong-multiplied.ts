// Multiplies where it must divide.
const timePerImage = 'o * b + c';
