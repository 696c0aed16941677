import { Curves, sparkline } from './curves';

test('bars go from 0 to the greatest, and a loss that is lost is a cross', () => {
  expect(sparkline([8, 4, 0], 10)).toBe('█▅▁');
  expect(sparkline([Number.NaN, Number.POSITIVE_INFINITY, 1], 10)).toBe('××█');
  expect(sparkline([1, 2, 3, 4], 2)).toBe('▆█');
});

test('trainings side by side share a line, in their order', () => {
  const curves = new Curves();
  curves.add({ training: 2, epoch: 1, epochs: 2, loss: 1 });
  curves.add({ training: 1, epoch: 1, epochs: 2, loss: 0.123456 });
  expect(curves.line(80)).toBe('training 1: 1/2 loss 0.123 █  training 2: 1/2 loss 1 █');
  expect([...curves.line(36)].length).toBeLessThan(70);
  curves.add({ training: 1, epoch: 2, epochs: 2, loss: 0 });
  expect(curves.line(80)).toBe('training 2: 1/2 loss 1 █');
  expect(Object.keys(curves.runs(1))).toEqual(['training 1']);
});
