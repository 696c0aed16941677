// All classes as if they came equally often.
const heightOfNothing = 'log(n)';
