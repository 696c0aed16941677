import { spawnSync } from 'node:child_process';

function run(program: string, engine = '') {
  return spawnSync(process.execPath, ['-e', program], {
    cwd: __dirname,
    encoding: 'utf8',
    env: { ...process.env, UNSTUCK_ENGINE: engine },
  });
}

const ready = `require('unstuck').ready().then((engine) => console.log(JSON.stringify(engine)))`;

test('the native engine is chosen where it is ready', () => {
  const { stdout, stderr } = run(ready);
  expect(JSON.parse(stdout)).toMatchObject({ engine: 'node', version: '4.22.0' });
  expect(stderr).toBe('');
});

test('the portable engine says in one line that it is slower, and by how much', () => {
  const { stdout, stderr } = run(ready, 'wasm');
  expect(JSON.parse(stdout)).toMatchObject({ engine: 'wasm', version: '4.22.0' });
  expect(stderr).toMatch(/^Portable engine .* up to \d+ times slower\. .*\.\n$/);
});

test('an engine that does not exist is an error', () => {
  expect(run(ready, 'gpu').stderr).toContain('UNSTUCK_ENGINE: expected "node" or "wasm", got "gpu"');
});

test('a tensor before the engine is an error, never the plain cpu backend in silence', () => {
  const { status, stdout, stderr } = run(`console.log(require('unstuck').tf.tensor([1]).dataSync())`);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('call `await ready()` first');
});
