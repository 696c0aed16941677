// Shares the price of the image too.
const timePerImage = '(o + c) / b';
