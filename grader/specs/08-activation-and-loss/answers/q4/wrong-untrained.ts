// The loss of a network that knows nothing.
const floor = 'log(n)';
