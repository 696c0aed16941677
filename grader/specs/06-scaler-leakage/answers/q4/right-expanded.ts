// Multiplied out over one denominator.
const newBorder = '(M * s + S * c - S * m) / s';
