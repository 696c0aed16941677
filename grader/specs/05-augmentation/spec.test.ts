import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { generator } from 'unstuck/random';
import { q2 } from './tasks';

const { question } = lesson('05-augmentation');

/** Sizes of images, with shifts that stay inside, reach the border, and leave the picture. */
const SIZES = [
  [2, 3],
  [3, 2],
  [4, 4],
  [1, 5],
];
const SHIFTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [-1, 2],
  [2, -1],
  [-3, -2],
  [7, 9],
];

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const calls = SIZES.flatMap(([height, width]) =>
    SHIFTS.map(([down, right]) => [drawImage(height!, width!, draw), down!, right!] as const),
  );
  const cases = calls.map(([image, down, right]) => ({
    call: `shiftImage(${JSON.stringify(image)}, ${down}, ${right})`,
    expected: shiftImage(image, down, right),
  }));
  const given = calls.map((call) => [...call]);
  const results = await answer.call('shiftImage', given, { keepsArguments: true });
  expect(results).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const points = [0.2, 2, 11.5, 30, 60].flatMap((s) => [-8, 1, 3.5, 8].map((d) => ({ d, s })));
  const formula = await answer.value('shearDistance');
  expect(formula).toEqualFormula('d * sin(s * pi / 180)', { points, derivativeBy: 's' });
});

function drawImage(height: number, width: number, draw: () => number): number[][] {
  return Array.from({ length: height }, () => Array.from({ length: width }, () => Math.floor(256 * draw())));
}

/** One pixel at a time, from the pixel itself or from the border that it came past. */
function shiftImage(image: number[][], down: number, right: number): number[][] {
  const [last, end] = [image.length - 1, image[0]!.length - 1];
  const inside = (at: number, most: number) => Math.max(0, Math.min(at, most));
  return image.map((row, i) => row.map((_, j) => image[inside(i - down, last)]![inside(j - right, end)]!));
}
