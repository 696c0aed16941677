// Right only where the line was at the mean.
const newBorder = 'M';
