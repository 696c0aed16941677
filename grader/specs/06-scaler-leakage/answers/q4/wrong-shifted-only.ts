// Moves the line with the mean and forgets the deviation.
const newBorder = 'c - m + M';
