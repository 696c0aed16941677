// Right for two classes alone: with more, two who are wrong seldom agree.
const reportedAccuracy = 'a * (1 - q) + (1 - a) * q';
