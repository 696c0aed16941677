// Takes the share of wrong labels off the accuracy.
const reportedAccuracy = 'a - q';
