// Right for four classes alone.
const floor = 'log(exp(1) + 3) - 1';
