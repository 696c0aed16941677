// The logit, moved by the logarithm of the ratio.
const bestAnswer = '1 / (1 + exp(-(log(p / (1 - p)) + log(w1 / w0))))';
