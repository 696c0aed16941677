// The update is shared by the batch.
const timePerImage = 'o / b + c';
