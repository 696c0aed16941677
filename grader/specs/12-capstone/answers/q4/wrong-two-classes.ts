// Takes the n - 1 others for one class.
const heightOfNothing = '-r * log(r) - (1 - r) * log(1 - r)';
