import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs one notebook cell as tslab's kernel does, and returns the messages it would send to Jupyter. */
function runCell(source: string): { displays: { data: Record<string, unknown> }[]; stdout: string } {
  const script = `
    const { createConverter } = require('tslab/dist/converter');
    const { createExecutor } = require('tslab/dist/executor');
    const { JupyterHandlerImpl } = require('tslab/dist/jupyter');
    const node = createConverter({ isJS: false, isBrowser: false });
    const executor = createExecutor(process.cwd(), { node, browser: node, close() {} }, console);
    const handler = new JupyterHandlerImpl(executor, false);
    const messages = { displays: [], stdout: '' };
    const write = process.stdout.write.bind(process.stdout);
    handler
      .handleExecute(
        { code: ${JSON.stringify(source)} },
        (name, text) => { messages.stdout += text; },
        (message) => { messages.displays.push(message); },
      )
      .then(() => write(JSON.stringify(messages), () => process.exit()));`;
  const cwd = join(__dirname, '../../../notebooks');
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd, encoding: 'utf8' }));
}

const SOURCE = `import { plot } from 'unstuck';\nplot.curves({ broken: { history: { loss: [8, 8] } } })`;

test('the last value of a cell is shown once, in every form that a front end may know', () => {
  const { displays, stdout } = runCell(SOURCE);
  expect(displays).toHaveLength(1);
  expect(Object.keys(displays[0]!.data)).toEqual([
    'application/vnd.vegalite.v5+json',
    'image/svg+xml',
    'text/plain',
  ]);
  expect(displays[0]!.data['application/vnd.vegalite.v5+json']).toMatchObject({
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
  });
  expect(displays[0]!.data['image/svg+xml']).toMatch(/^<svg /);
  expect(displays[0]!.data['text/plain']).toContain('━━ broken');
  expect(stdout).toBe('After epoch 2, broken: loss 8.\n');
});

test('images come as SVG and text', () => {
  const source = `import { plot } from 'unstuck';
console.log(plot.images({ values: new Float32Array(4), shape: [1, 2, 2, 1] }));`;
  const { displays, stdout } = runCell(source);
  expect(displays.map(({ data }) => Object.keys(data))).toEqual([['image/svg+xml', 'text/plain']]);
  expect(stdout).toBe('1 image of 2x2, black at 0, white at 0.\n');
});

test('where no notebook is, the chart prints as text', () => {
  const script = `const { plot } = require('unstuck'); console.log(plot.curves({ broken: { history: { loss: [8, 8] } } }));`;
  const printed = execFileSync(process.execPath, ['-e', script], { cwd: __dirname, encoding: 'utf8' });
  expect(printed).toContain('━━ broken\nAfter epoch 2, broken: loss 8.\n');
});
