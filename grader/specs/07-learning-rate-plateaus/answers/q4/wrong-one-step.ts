// The loss of the noise of one step, as if it did not add up.
const bounce = 'a / 2 * r^2 * s^2';
