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

/**
 * A library whose constructor asks the kernel itself for a socket, a process and a file, and ends the process where it
 * gets one: `socket`, `fork`, `open("/etc/passwd")`, then `exit_group(0)`; for Linux on x64, compressed.
 */
const RAW_CALLS =
  'H4sIAAAAAAACA+2azWsTURDA521Mm5pic1CIqG0uUov4kg0KKlRWa20OPShePAjrS/ZpAmaju6+YgOCpYA6CeOqf0WNAkEAPnrwUVLx4EbEHr0q9GNnsPLu7NMSDHoT5XWZn5s178z72NPNkefWawRhoUnAJ9jQAC+XzQtR2HlJgwTRkh2MnAWAHfTsYoWV+DmIyg+MMAJgIPtAOc1Zc6iRYPO7GZ+VMwJ+T+72vcCqG6z61CsFnhqEv4Mry268vP714/OHhreOj5mPDOacAClbMfniEPTPCDrZ0hBJg21Xft30lPAW2dB3t3p21YvveZKF+uRecnLndWwCAV0E2q93XM+nKer+dM7d7XwCg0n1f6b6bSW/1LkS0ynq/87HybDE7DOmHhjdbRalqxQfC9x85QBAEQRAEQRAEQRAEQRAEQRAEQRAE8T+i66lHUdf11mOo67rrt5+DFkTq2Wm0tzFe16LzqB9EXc+b1X6Ukyg3WLy+q/1TCf3HIFyf/aNzWFlaulg4dVVWG8ItmGVe5qUz5tnTjqya5TVzAU0A3K/7ylOiCvyeu8brwq8Ddzqu32mGUnnAPXlfBApwJdsKuNca1ri5rNt3PdGUwBtuQ9nC80RnGCWajRrwWqvZlK76K/sJzvv7YNAyUN/rRwgpoTQS96w5gnMYiXvN4wXcQbvuJ0je3wn0GYl30mbxd6FJ3utJADgQidfvZIPF10nmr+3FSI9D9J1vYvz1MeufQ1tZGwwrtuD0iHgtF/Fb55fD+Jyx/30lz38FAA5FejL0f7k7u//4TELexL3r+L2+kniiqUSc7hO5jUNKyUSx/2V+zP6j/SRR5jFejjn/XwnW5sSQIwAA';

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
    'races-with-a-link',
    `const fs = require('fs'); fs.writeFileSync('own', 'own');
    for (let i = 0; i < 200; i++) try {
      fs.rmSync('link', { force: true }); fs.symlinkSync(i % 2 ? '__CANARY__' : 'own', 'link');
      const read = fs.readFileSync('link', 'utf8'); if (read !== 'own') return read;
    } catch {}`,
  ),
  attempt(
    'reads-with-a-patched-buffer',
    `const fs = require('fs'); const { utf8Write } = Buffer.prototype as any;
    (Buffer.prototype as any).utf8Write = function (text: string, ...rest: unknown[]) { return utf8Write.call(this, text.replace(/^.*own$/, '__CANARY__'), ...rest); };
    try { return fs.readFileSync(Buffer.from(process.cwd() + '/own'), 'utf8'); } finally { (Buffer.prototype as any).utf8Write = utf8Write; }`,
  ),
  attempt(
    'reopens-the-descriptors-of-others',
    `const fs = require('fs'); for (const pid of ['1', '2', String(process.ppid)]) for (let fd = 0; fd < 30; fd++) try { return fs.openSync('/proc/' + pid + '/fd/' + fd, 'r+'); } catch {}`,
  ),
  attempt(
    'reads-inherited-descriptors',
    `const fs = require('fs'); for (let fd = 3; fd < 256; fd++) try { if (!fs.fstatSync(fd).isFile()) continue; const at = fs.readlinkSync('/proc/self/fd/' + fd); if (at.includes('__SUBMISSIONS__') || at.includes('specs')) return at; } catch {}`,
  ),
  attempt('writes-to-its-own-memory', `return require('fs').openSync('/proc/self/mem', 'r+');`),
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
  q1(
    'native-code-asks-the-kernel',
    `require('fs').writeFileSync('raw.node', require('zlib').gunzipSync(Buffer.from('${RAW_CALLS}', 'base64')));
    try { (process as any).dlopen({ exports: {} }, require('path').resolve('raw.node')); } catch {}
    ${RIGHT}`,
    'pass',
  ),
  attempt(
    'loads-a-library',
    `const m = { exports: {} }; try { (process as any).dlopen(m, 'libc.so.6'); } catch (error) { return /did not self-register/.test(String(error)) ? undefined : undefined; } return 1;`,
  ),
  attempt(
    'a-debugger-without-a-socket',
    `const { Session } = require('inspector'); const session = new Session(); session.connect(); return await new Promise((resolve) => session.post('Runtime.evaluate', { expression: '1' }, (error: unknown, found: unknown) => resolve(error ? undefined : found)));`,
  ),
  attempt(
    'imports-a-data-url',
    `return (await new Function('url', 'return import(url)')('data:text/javascript,import { execSync } from "node:child_process"; export default execSync("echo __MARK__").toString();')).default;`,
  ),
  attempt(
    'a-worker-from-a-data-url',
    `const { Worker } = require('worker_threads'); return await new Promise((resolve) => { const worker = new Worker(new URL('data:text/javascript,import { parentPort } from "node:worker_threads"; parentPort.postMessage(1)')); worker.on('message', resolve); worker.on('error', () => resolve(undefined)); });`,
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
