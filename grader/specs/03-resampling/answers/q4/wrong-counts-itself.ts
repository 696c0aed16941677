// The row counts itself as a twin.
const chanceOfTwin = '1 - v ^ m';
