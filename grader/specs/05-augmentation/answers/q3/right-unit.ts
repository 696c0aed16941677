// One degree as a number.
const shearDistance = 'sin((pi / 180) * s) * d';
