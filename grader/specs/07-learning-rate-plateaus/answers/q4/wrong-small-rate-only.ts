// True for a rate close to 0 alone.
const bounce = 'r * s^2 / 4';
