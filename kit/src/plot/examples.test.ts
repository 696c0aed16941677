import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as kit from '..';

/** Examples above the exported functions of this folder, by name: other folders have functions of the same name. */
function examples(): [string, string][] {
  const files = readdirSync(__dirname).filter((name) => /^[a-z-]+\.ts$/.test(name));
  return files.flatMap((file) => {
    const source = readFileSync(join(__dirname, file), 'utf8');
    const found = source.matchAll(/@example\n((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async )?function (\w+)/g);
    return [...found].map(([, code, name]): [string, string] => [name!, code!.replace(/^ *\* ?/gm, '')]);
  });
}

beforeAll(() => kit.ready());

test('every plot has an example', () => {
  const plots = Object.keys(kit.plot).filter((name) => name !== 'Chart');
  expect(examples().map(([name]) => name)).toEqual(expect.arrayContaining(plots));
});

test.each(examples())('the example of %s runs and its charts can be drawn', async (_name, code) => {
  const { tf, plot } = kit;
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
  const broken = { history: { loss: [8, 8], val_loss: [8, 8], acc: [0.5, 0.5] } };
  const fixed = { history: { loss: [1, 0.1], val_loss: [1, 0.2], acc: [0.5, 1] } };
  const x = tf.tensor2d([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const charts: kit.plot.Chart[] = [];
  const drawing = Object.fromEntries(
    Object.entries(plot).map(([name, draw]) => [
      name,
      (...given: never[]) => charts[charts.push((draw as (...all: never[]) => kit.plot.Chart)(...given)) - 1],
    ]),
  );
  const arrays = { values: new Float32Array(16), shape: [4, 2, 2, 1] };
  const scope = { ...kit, plot: drawing, model, x, y: tf.zeros([4, 1]), broken, fixed };
  const source = transformSync(code.replace('takeRows(x,', 'takeRows(arrays,'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    isModule: true,
  }).code;
  const names = [...Object.keys(scope), 'arrays'];
  await new Function(...names, `return (async () => {${source}})()`)(...Object.values(scope), arrays);
  expect(charts.length).toBeGreaterThan(0);
  for (const chart of charts) expect(chart.toSvg()).toMatch(/^<svg /);
});
