// The price of the common class alone.
const heightOfNothing = '-log(r)';
