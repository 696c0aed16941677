import { needsEngine } from './context';

test.each([
  ['const f = () => tf.scalar(1);', true],
  ["import * as t from '@tensorflow/tfjs';", true],
  ['const tfidf = 1; const trained = 2;', false],
])('%s needs the engine: %p', (source, expected) => {
  expect(needsEngine(source)).toBe(expected);
});
