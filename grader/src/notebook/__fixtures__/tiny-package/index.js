// Laid out as `unstuck` is for tslab: CommonJS, with `main` and `types`.
exports.double = (x) => 2 * x;
