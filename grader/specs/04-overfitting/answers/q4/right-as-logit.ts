// log(1/p), plus q times the logit.
const honestLoss = 'log(1 / p) + q * (log(p) - log(1 - p))';
