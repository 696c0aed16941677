// From the new scaler back to the old one.
const newBorder = 'm + s * (c - M) / S';
