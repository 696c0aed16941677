// Divides by all classes; a wrong answer has only k - 1 to choose from.
const reportedAccuracy = 'a * (1 - q) + (1 - a) * q / k';
