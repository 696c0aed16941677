// The power as an exponential.
const chanceOfTwin = '1 - exp((m - 1) * log(v))';
