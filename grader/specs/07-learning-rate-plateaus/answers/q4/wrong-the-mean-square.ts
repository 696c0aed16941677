// The mean square of the weight, not the loss.
const bounce = 'r * s^2 / (a * (2 - r * a))';
