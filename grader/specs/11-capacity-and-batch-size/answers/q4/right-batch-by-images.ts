// The whole batch, divided by its images.
const timePerImage = '(o + b * c) / b';
