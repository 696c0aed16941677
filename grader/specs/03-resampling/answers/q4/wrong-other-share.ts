// Takes the share of the training part.
const chanceOfTwin = '1 - (1 - v) ^ (m - 1)';
