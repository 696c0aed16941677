// With a power.
const timePerImage = 'c + o * b ^ (-1)';
