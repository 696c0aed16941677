// The same, on one fraction.
const reportedAccuracy = '(a * (k - 1) - a * q * k + q) / (k - 1)';
