// Label right and network right, or both wrong in the same way.
const reportedAccuracy = 'a * (1 - q) + (1 - a) * q / (k - 1)';
