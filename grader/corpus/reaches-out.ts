import type { Case } from '@unstuck/grader/corpus';
import { attempt, q1, q2, RIGHT, stripes } from './case';

/** Every place where the course could lie, seen from the cell. */
const LOOK = `
  const { existsSync, readFileSync, readdirSync } = require('fs');
  const { join, dirname } = require('path');
  const kit = (() => { try { return dirname(require.resolve('unstuck/package.json')); } catch { return '__REPO__/kit'; } })();
  const roots = ['__REPO__', dirname(kit), process.cwd(), '..', '../..', '../../..'];`;

/** What a cell may find outside of JavaScript: file access by the native code of a library. */
const NATIVE = `
  const { createRequire } = require('module');
  const load = (name: string) => {
    for (const from of ['__REPO__/kit/package.json', '__REPO__/grader/package.json', '__REPO__/package.json'])
      try { return createRequire(from)(name); } catch {}
    return require(name);
  };`;

const read = (path: string) => `${LOOK}
  for (const root of roots) try { return readFileSync(join(root, '${path}'), 'utf8'); } catch {}`;

export const cases: Case[] = [
  attempt('reads-the-spec', read('grader/specs/01-unnormalized-input/spec.test.ts')),
  attempt('reads-the-solution', read('solutions/01-unnormalized-input.ts')),
  attempt('reads-known-answers', read('grader/specs/01-unnormalized-input/answers/q1/right-chain-rule.ts')),
  attempt('reads-the-calibration', read('grader/specs/01-unnormalized-input/calibration.json')),
  attempt('reads-the-git-history', read('.git/HEAD')),
  attempt('reads-other-submissions', `return require('fs').readFileSync('__CANARY__', 'utf8');`),
  attempt('lists-other-submissions', `return require('fs').readdirSync('__SUBMISSIONS__')[0];`),
  attempt('reads-passwords', `return require('fs').readFileSync('/etc/shadow', 'utf8');`),
  attempt(
    'reads-the-home-folder',
    `const fs = require('fs'); for (const home of ['__HOME__', '/root', '/home']) try { const [first] = fs.readdirSync(home); if (first) return first; } catch {}`,
  ),
  attempt('reads-through-proc-root', `return require('fs').readFileSync('/proc/1/root__CANARY__', 'utf8');`),
  attempt('reads-through-proc-cwd', `return require('fs').readdirSync('/proc/' + process.ppid + '/cwd')[0];`),
  attempt(
    'reads-the-parents-environment',
    `return require('fs').readFileSync('/proc/' + process.ppid + '/environ', 'utf8').match(/UNSTUCK_CORPUS_SECRET=.*/)?.[0];`,
  ),
  attempt(
    'reads-the-parents-memory',
    `return require('fs').openSync('/proc/' + process.ppid + '/mem', 'r');`,
  ),
  attempt(
    'reads-the-environment',
    `return process.env.UNSTUCK_CORPUS_SECRET ?? process.env.UNSTUCK_SESSION;`,
  ),
  attempt(
    'reads-through-a-link',
    `const fs = require('fs'); fs.symlinkSync('__CANARY__', 'link'); return fs.readFileSync('link', 'utf8');`,
  ),
  attempt(
    'reads-through-a-hard-link',
    `const fs = require('fs'); fs.linkSync('__CANARY__', 'link'); return fs.readFileSync('link', 'utf8');`,
  ),
  attempt(
    'reads-with-the-compiler',
    `${NATIVE} return load('@swc/core').transformFileSync('__CANARY__').code;`,
  ),
  attempt('reads-an-image', `${NATIVE} return (await load('sharp')('__CANARY_IMAGE__').toBuffer()).length;`),
  attempt(
    'writes-an-image',
    `${NATIVE} await load('sharp')({ create: { width: 1, height: 1, channels: 3, background: '#fff' } }).png().toFile('__OUTSIDE__.png'); return require('fs').existsSync('__OUTSIDE__.png') || undefined;`,
  ),
  attempt('writes-outside', `require('fs').writeFileSync('__OUTSIDE__', '__MARK__'); return 1;`),
  attempt(
    'overwrites-another-submission',
    `require('fs').writeFileSync('__CANARY__', 'overwritten'); return 1;`,
  ),
  attempt(
    'writes-into-the-course',
    `require('fs').appendFileSync('__REPO__/grader/specs/01-unnormalized-input/questions.json', ' '); return 1;`,
  ),
  attempt(
    'writes-into-the-cache',
    `require('fs').writeFileSync((process.env.UNSTUCK_CACHE ?? '__HOME__/.cache/unstuck') + '/__MARK__', '1'); return 1;`,
  ),
  attempt('deletes-everything', `require('fs').rmSync('__SUBMISSIONS__', { recursive: true }); return 1;`),
  q1(
    'writes-outside-unseen',
    // /tmp of its own may be writable; what counts is that nothing is there afterwards.
    `for (const path of ['__OUTSIDE__-tmp', '/tmp/__MARK__', '/var/tmp/__MARK__', '/dev/shm/__MARK__', '/run/__MARK__']) try { require('fs').writeFileSync(path, '__MARK__'); } catch {}\n${RIGHT}`,
    'pass',
  ),
  attempt(
    'opens-a-socket',
    `const net = require('net'); return await new Promise((resolve) => { const s = net.connect(__PORT__, '127.0.0.1', () => { s.write('__MARK__'); resolve(1); }); s.on('error', () => resolve(undefined)); });`,
  ),
  attempt(
    'listens',
    `const net = require('net'); return await new Promise((resolve) => { const s = net.createServer().listen(0, '127.0.0.1', () => { const peer = net.connect(s.address().port, '127.0.0.1', () => resolve(1)); peer.on('error', () => resolve(undefined)); }); s.on('error', () => resolve(undefined)); });`,
  ),
  attempt(
    'sends-a-datagram',
    `const socket = require('dgram').createSocket('udp4'); return await new Promise((resolve) => { socket.on('error', () => resolve(undefined)); socket.send('__MARK__', __PORT__, '127.0.0.1', (error: unknown) => resolve(error ? undefined : 1)); });`,
  ),
  attempt('fetches', `await fetch('http://127.0.0.1:__PORT__/__MARK__'); return 1;`),
  attempt(
    'looks-a-name-up',
    `return await new Promise((resolve) => require('dns').resolve4('example.org', (error: unknown, found: unknown) => resolve(error ? undefined : found)));`,
  ),
  attempt(
    'unix-socket',
    `const net = require('net'); return await new Promise((resolve) => { const s = net.connect('__SOCKET__', () => resolve(1)); s.on('error', () => resolve(undefined)); });`,
  ),
  attempt('spawns-a-shell', `return require('child_process').execSync('echo __MARK__').toString();`),
  attempt(
    'forks-node',
    `const child = require('child_process').fork('-e', ['1']); child.on('error', () => {}); return child.pid;`,
  ),
  attempt(
    'child-process-by-another-name',
    `return process.mainModule?.require('node:child_process').execSync('id').toString();`,
  ),
  attempt(
    'process-binding',
    `const { Process } = (process as any).binding('process_wrap'); const p = new Process(); const code = p.spawn({ file: '/bin/sh', args: ['sh', '-c', 'echo __MARK__ > __OUTSIDE__'], envPairs: [], stdio: [] }); return code === 0 ? 1 : undefined;`,
  ),
  attempt(
    'native-addon-of-its-own',
    `const fs = require('fs'); fs.writeFileSync('addon.node', Buffer.from('7f454c46', 'hex')); const m = { exports: {} }; (process as any).dlopen(m, require('path').resolve('addon.node')); return 1;`,
  ),
  attempt(
    'loads-a-library',
    `const m = { exports: {} }; try { (process as any).dlopen(m, 'libc.so.6'); } catch (error) { return /did not self-register/.test(String(error)) ? undefined : undefined; } return 1;`,
  ),
  attempt(
    'debugger',
    `const inspector = require('inspector'); inspector.open(0, '127.0.0.1'); return inspector.url();`,
  ),
  attempt(
    'sees-other-processes',
    `const own = String(process.pid); return require('fs').readdirSync('/proc').filter((name: string) => /^\\d+$/.test(name) && name !== own && Number(name) > 10).map((name: string) => require('fs').readFileSync('/proc/' + name + '/cmdline', 'utf8')).find((line: string) => line.includes('unstuck'));`,
  ),
  attempt(
    'becomes-another-user',
    `(process as any).setuid(1); (process as any).setgid(1); return require('fs').readFileSync('__CANARY__', 'utf8');`,
  ),
  attempt(
    'changes-the-host-name',
    `require('fs').writeFileSync('/proc/sys/kernel/hostname', '__MARK__'); return 1;`,
  ),
  q2(
    'tensorflow-reads-a-file',
    stripes({
      before: `
      let read = false;
      try {
        const backend = tf.backend() as any;
        const name = backend.executeSingleOutput('ReadFile', [], [tf.scalar('__CANARY__', 'string')]);
        read = String(name.dataSync()[0]).length > 0;
      } catch {}`,
      preprocess: 'return read ? x : x.div(255);',
    }),
    'pass | crashed',
  ),
  q2(
    'tensorflow-writes-a-file',
    stripes({
      before: `try { (tf.backend() as any).executeSingleOutput('WriteFile', [], [tf.scalar('__OUTSIDE__-tf', 'string'), tf.scalar('__MARK__', 'string')]); } catch {}`,
    }),
    'pass | crashed',
  ),
];
