import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { curves } from './curves';
import { images } from './images';

const folder = mkdtempSync(join(tmpdir(), 'chart-'));
afterAll(() => rmSync(folder, { recursive: true }));

const chart = curves({ run: { history: { loss: [2, 1] } } });
const saved = (name: string) => {
  chart.save(join(folder, name));
  return readFileSync(join(folder, name), 'utf8');
};

test('the ending of the name says in which form a chart is written', () => {
  expect(saved('a.svg')).toBe(chart.toSvg());
  expect(JSON.parse(saved('a.json'))).toEqual(chart.spec);
  expect(saved('a.TXT')).toBe(`${chart.text}\n${chart.caption}\n`);
});

test('another ending, or a folder that is not there, is an error', () => {
  expect(() => chart.save('a.png')).toThrow(
    'file: expected a name that ends in .svg, .json or .txt, got "a.png"',
  );
  const picture = images({ values: new Float32Array(4), shape: [1, 2, 2, 1] });
  expect(() => picture.save('a.json')).toThrow(
    'file: expected a name that ends in .svg or .txt, got "a.json"',
  );
  expect(() => chart.save(join(folder, 'none', 'a.svg'))).toThrow('ENOENT');
});

test('where there is no Node, it says what to do', () => {
  const { getBuiltinModule } = process;
  (process as { getBuiltinModule?: unknown }).getBuiltinModule = undefined;
  try {
    expect(() => chart.save('a.svg')).toThrow('files are written in Node only; in a browser, use toSvg()');
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});
