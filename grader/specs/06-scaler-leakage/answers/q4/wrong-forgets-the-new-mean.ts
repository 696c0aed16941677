// Takes the old deviation off and puts the new one on, but no mean.
const newBorder = 'S * (c - m) / s';
