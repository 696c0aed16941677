// The chance of no twin.
const chanceOfTwin = 'v ^ (m - 1)';
