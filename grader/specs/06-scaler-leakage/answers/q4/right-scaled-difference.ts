// The ratio of the deviations first.
const newBorder = 'S / s * c - S / s * m + M';
