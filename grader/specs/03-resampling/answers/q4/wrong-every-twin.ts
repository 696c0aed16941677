// Every twin in training, not at least one.
const chanceOfTwin = '(1 - v) ^ (m - 1)';
