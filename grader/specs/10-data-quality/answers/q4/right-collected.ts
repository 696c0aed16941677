// The same, collected by a.
const reportedAccuracy = 'a * (1 - q - q / (k - 1)) + q / (k - 1)';
