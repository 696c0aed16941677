// The expected number of twins, not a chance.
const chanceOfTwin = '(m - 1) * (1 - v)';
