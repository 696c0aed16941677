// The scaled level of the line, not the raw one.
const newBorder = '(c - m) / s';
