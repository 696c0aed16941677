import { expectClose } from '../../close.fixture';
import { completeOptions } from './complete-options';
import { fitImages } from './fit';
import { toImageStack } from './image';
import { ImageDataGenerator } from './image-data-generator';
import { reference, replay, toArray } from './images.fixture';
import { standardize } from './standardize';
import { drawParameters } from './transform-parameters';

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => {
  warn.mockRestore();
});

const image = (name: string) => toArray(reference.images[name]!);

test.each(reference.transforms)('applyTransform: $name', (example) => {
  const before = image(example.image);
  const after = new ImageDataGenerator(example.options).applyTransform(before, example.parameters);
  expect(after.shape).toEqual(example.output.shape);
  // Coordinates agree to the last bit but for sines and matrix products, which each library rounds its own way.
  expectClose(after.values, example.output.values, 1e-6, 1);
  expect(before).toEqual(image(example.image));
});

test.each(reference.random)('getRandomTransform: $name', ({ options, shape, draws, parameters }) => {
  const drawn = replay(draws);
  expect(drawParameters(completeOptions(options), shape, drawn)).toEqual(parameters);
  expect(drawn.left).toEqual([]);
});

test.each(reference.standardize)('standardize: $name', (example) => {
  const options = completeOptions(example.options);
  const draws = replay(example.draws);
  const stack = example.samples && toImageStack('x', toArray(example.samples));
  const fitted = stack
    ? fitImages(stack, options, example.fitting, draws)
    : { mean: undefined, std: undefined, whitening: undefined };
  expect(draws.left).toEqual([]);
  for (const key of ['mean', 'std'] as const) {
    const learned = example.fitted[key];
    expect(fitted[key] === undefined).toBe(learned === undefined);
    if (learned) expectClose(fitted[key], learned.values, 1e-5);
  }
  const { values, shape } = image(example.image);
  standardize(values, shape as [number, number, number], options, fitted);
  // Sums of hundreds of single-precision numbers, that NumPy rounds on the way.
  expectClose(values, example.output.values, options.zcaWhitening ? 2e-3 : 2e-5, 1);
});
