// All m rows, divided by the row itself.
const chanceOfTwin = '1 - v ^ m / v';
