// Forgets that two who are wrong can agree.
const reportedAccuracy = 'a * (1 - q)';
