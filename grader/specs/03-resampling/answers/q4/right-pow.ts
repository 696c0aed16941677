// The same with pow.
const chanceOfTwin = '1 - pow(v, m - 1)';
