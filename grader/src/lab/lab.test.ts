import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lessons';
import { labPython } from '../notebook/jupyter-python';
import { emptyWorkplace } from '../progress/workplace.fixture';

const folder = emptyWorkplace();
let lab: ChildProcess | undefined;

// The environment is made once, and then comes from the cache.
beforeAll(() => labPython());
afterAll(() => lab?.kill());

test('--vscode registers the kernel where VS Code looks for it, says what to pick, and opens nothing', () => {
  const data = join(folder, 'code');
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'grader/bin/unstuck.js'), 'lab', '01', '--vscode'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, JUPYTER_DATA_DIR: data } },
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/Select\s+Kernel,\s+Jupyter\s+Kernel,\s+TypeScript/);
  const kernel = JSON.parse(readFileSync(join(data, 'kernels', 'tslab', 'kernel.json'), 'utf8'));
  expect(kernel).toMatchObject({ display_name: 'TypeScript' });
});

test('lab starts a JupyterLab that knows the tslab kernel and the notebook, and ends with it', async () => {
  const data = join(folder, 'data');
  lab = spawn(
    process.execPath,
    [join(root, 'grader/bin/unstuck.js'), 'lab', '01', '--no-open', '--port', '8931'],
    {
      cwd: folder,
      env: { ...process.env, JUPYTER_DATA_DIR: data, JUPYTER_CONFIG_DIR: data, JUPYTER_RUNTIME_DIR: data },
    },
  );
  const address = await printed(lab, /(http:\/\/127\.0\.0\.1:\d+)\/lab\?token=(\w+)/);
  const [, server, token] = address;
  const get = async (path: string) => (await fetch(`${server}/api/${path}?token=${token}`)).json();
  expect(await get('kernelspecs')).toMatchObject({
    kernelspecs: { tslab: { spec: { display_name: 'TypeScript' } } },
  });
  expect(await get('contents/01-unnormalized-input.ipynb')).toMatchObject({ type: 'notebook' });
  lab.kill('SIGTERM');
  await once(lab, 'exit');
});

/** Waits until the process has printed what fits. */
function printed(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = pattern.exec(said);
      if (found) resolve(found);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', () => reject(new Error(said)));
  });
}
