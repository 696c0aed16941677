// How many deviations above the mean the line was, that many above the new mean.
const newBorder = '((c - m) / s) * S + M';
