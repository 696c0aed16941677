// The kit's own transform: its tx is the way back to where a pixel came from.
function shiftImage(image: number[][], down: number, right: number): number[][] {
  const generator = new ImageDataGenerator({ fillMode: 'nearest', interpolationOrder: 0 });
  const channels = image.map((row) => row.map((value) => [value]));
  const padded = generator.applyTransform(channels, { tx: -right, ty: -down });
  return padded.map((row) => row.map(([value]) => value!));
}
