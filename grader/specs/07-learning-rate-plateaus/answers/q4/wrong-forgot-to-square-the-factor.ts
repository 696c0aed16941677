// v = (1 - r a) v + r^2 s^2 solved: the factor was not squared.
const bounce = 'r * s^2 / 2';
