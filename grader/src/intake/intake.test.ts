import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { temporaryFolder, writeFiles } from '../batch/class.fixture';
import { type Found, findSubmissions } from '.';
import { writeArchives, zipFolder } from './archives.fixture';

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);

async function found(name: string, skip: string[] = []): Promise<Found[]> {
  const all: Found[] = [];
  for await (const one of findSubmissions(at(name), skip)) all.push(one);
  return all;
}

/** What was found where: its text, or the reason why there is none. */
async function contents(name: string, skip?: string[]): Promise<Record<string, string>> {
  const all = await found(name, skip);
  return Object.fromEntries(
    all.map(({ location, content }) => [
      location,
      'bytes' in content ? Buffer.from(content.bytes).toString() : content.problem.reason,
    ]),
  );
}

test('a plain folder: notebooks, folders, archives; what tools leave behind is not taken', async () => {
  writeFiles(at('plain'), {
    'ana.ipynb': 'a',
    'ben/homework.ipynb': 'b',
    'ben/.ipynb_checkpoints/homework-checkpoint.ipynb': 'old',
    'ben/node_modules/x/example.ipynb': 'x',
    'cem/deep/in/folders/answer.ipynb': 'c',
    'dan.ipynb.txt': 'd',
    'ivy.rar': 'Rar!',
    'README.txt': 'read me',
    'unstuck.config.json': '{}',
    'eva/notes.txt': 'no notebook',
    'results/feedback/ana.ipynb': 'not handed in',
  });
  mkdirSync(at('plain/fay'));
  symlinkSync('/etc/passwd', at('plain/gus.ipynb'));
  symlinkSync('/etc', at('plain/hal'));
  expect(await contents('plain', [at('plain/results')])).toEqual({
    'ana.ipynb': 'a',
    'ben/homework.ipynb': 'b',
    'cem/deep/in/folders/answer.ipynb': 'c',
    'dan.ipynb.txt': 'd',
    eva: 'no-notebook',
    fay: 'no-notebook',
    'gus.ipynb': 'link',
    'ivy.rar': 'not-an-archive',
  });
  const students = (await found('plain')).map(({ student }) => student.id);
  expect(students).toEqual(expect.arrayContaining(['ana', 'ben', 'cem', 'dan', 'eva', 'fay', 'gus', 'ivy']));
});

test('a named pipe holds nobody up; what cannot be opened is named, and the rest goes on', async () => {
  writeFiles(at('pipe'), { 'cem.ipynb': 'c' });
  expect(spawnSync('mkfifo', [at('pipe/ana.ipynb')]).status).toBe(0);
  const socket = createServer().listen(at('pipe/ben.ipynb'));
  await once(socket, 'listening');
  const all = await found('pipe');
  socket.close();
  expect(all.map(({ content }) => content)).toMatchObject([
    { problem: { kind: 'rejected', reason: 'no-notebook' } },
    { problem: { kind: 'unsure', reason: 'unreadable', message: expect.stringContaining('ENXIO') } },
    { bytes: Buffer.from('c') },
  ]);
});

test('a file that goes while its folder is read is named, and the rest goes on', async () => {
  writeFiles(at('going'), { 'ana.ipynb': 'a', 'ben.ipynb': 'b', 'cem/hw.ipynb': 'c' });
  const seen: Record<string, string> = {};
  for await (const { location, content } of findSubmissions(at('going'))) {
    seen[location] = 'bytes' in content ? 'there' : content.problem.reason;
    rmSync(at('going/ben.ipynb'), { force: true });
  }
  expect(seen).toEqual({ 'cem/hw.ipynb': 'there', 'ana.ipynb': 'there', 'ben.ipynb': 'unreadable' });
});

const CANVAS = {
  'diazana_101_9001_homework.ipynb': 'first',
  'diazana_LATE_101_9007_homework-1.ipynb': 'second',
  'leeben_102_9002_essay.pdf': 'no notebook',
};

test.each(['folder', 'zip'])('Canvas, as a %s', async (kind) => {
  writeFiles(at('canvas'), CANVAS);
  zipFolder(at('canvas'), at('canvas.zip'));
  const all = await found(kind === 'zip' ? 'canvas.zip' : 'canvas');
  expect(
    all.map(({ student, platform, late, order }) => [platform, student.id, student.name, late, order]),
  ).toEqual([
    ['canvas', '101', 'diazana', false, 9001],
    ['canvas', '101', 'diazana', true, 9007],
    ['canvas', '102', 'leeben', false, 9002],
  ]);
  expect(all.every(({ receivedAt }) => receivedAt !== null)).toBe(true);
  expect(all[2]!.content).toMatchObject({ problem: { reason: 'no-notebook' } });
});

test('Moodle, in folders and without', async () => {
  writeFiles(at('moodle'), {
    'Ana Díaz_301_assignsubmission_file_/homework.ipynb': 'a',
    'Ben Lee_302_assignsubmission_file/homework.ipynb': 'b',
    'Cem Oz_303_assignsubmission_file_homework.ipynb': 'c',
    'Cem Oz_303_assignsubmission_onlinetext_/onlinetext.html': 'text',
  });
  const all = await found('moodle');
  expect(all.map(({ student, platform }) => [platform, student.id, student.name])).toEqual([
    ['moodle', '301', 'Ana Díaz'],
    ['moodle', '302', 'Ben Lee'],
    ['moodle', '303', 'Cem Oz'],
  ]);
});

const METADATA = `---
submission_501:
  :submitters:
  - :name: Ana Díaz
    :sid: '77'
    :email: ana@example.org
  :created_at: 2026-02-03 10:11:12.345678000 Z
submission_502:
  :submitters:
  - :name: Ben Lee
    :sid: 79
  - :name: Cem Oz
    :sid: 78
    :email: cem@example.org
  :created_at: 2026-02-04 01:00:00.000000000 +01:00
`;

test.each(['export', 'folder around it'])('Gradescope: the %s', async (kind) => {
  const base = kind === 'export' ? 'gradescope' : 'around/assignment_5_export';
  writeFiles(at(base), {
    'submission_metadata.yml': METADATA,
    'submission_501/homework.ipynb': 'a',
    'submission_502/homework.ipynb': 'b',
    'submission_503/homework.ipynb': 'of nobody',
  });
  const all = await found(kind === 'export' ? base : dirname(base));
  expect(
    all.map(({ student, order, receivedAt, location }) => [student, order, receivedAt, location]),
  ).toEqual([
    [
      { id: '77', name: 'Ana Díaz', email: 'ana@example.org' },
      501,
      '2026-02-03T10:11:12.345Z',
      'submission_501/homework.ipynb',
    ],
    [
      { id: '78+79', name: 'Ben Lee, Cem Oz', others: [{ name: 'Cem Oz', email: 'cem@example.org' }] },
      502,
      '2026-02-04T00:00:00.000Z',
      'submission_502/homework.ipynb',
    ],
    [
      { id: 'submission_503', name: 'submission_503' },
      0,
      expect.any(String),
      'submission_503/homework.ipynb',
    ],
  ]);
});

test('archives: notebooks are taken, everything hostile is named, nothing is written', async () => {
  mkdirSync(at('archives'));
  writeArchives(at('archives'), '{"notebook": true}');
  expect(await contents('archives')).toEqual({
    'absolute.zip': 'unsafe-archive',
    'bomb.tar.gz': 'too-large',
    'bomb.zip/answer.ipynb': 'too-large',
    'damaged.zip/hw/answer.ipynb': 'not-an-archive',
    'empty.zip': 'no-notebook',
    'twice.zip': 'no-notebook',
    'good.tar.gz/hw/answer.ipynb': '{"notebook": true}',
    'good.zip/hw/answer.ipynb': '{"notebook": true}',
    'link.tar/answer.ipynb': 'link',
    'link.zip/answer.ipynb': 'link',
    'many.zip': 'too-large',
    'plain.tar/answer.ipynb': '{"notebook": true}',
    'short.tar.gz': 'not-an-archive',
    'slip.tgz': 'unsafe-archive',
    'slip.zip': 'unsafe-archive',
    'text.tar': 'not-an-archive',
    'text.zip': 'not-an-archive',
  });
  const twice = (await found('archives')).find(({ location }) => location === 'twice.zip');
  expect(twice!.content).toMatchObject({ problem: { message: expect.stringContaining('holds an archive') } });
  for (const slipped of [at('slipped.ipynb'), join(folder, '..', 'slipped.ipynb'), '/tmp/slipped.ipynb'])
    expect(existsSync(slipped)).toBe(false);
});

test.each([
  ['not-there', /cannot be read \(ENOENT\)/],
  ['plain/README.txt', /neither a folder nor a zip/],
])('%s as the class is an error', async (name, message) => {
  await expect(found(name)).rejects.toThrow(message);
});

test.each(['- a list', ':submitters: [', 'submission_1: {":submitters": []}'])(
  'metadata that Gradescope did not write are named: %s',
  async (text) => {
    writeFiles(at('wrong'), { 'submission_metadata.yml': text });
    await expect(found('wrong')).rejects.toThrow(/submission_metadata.yml is not as Gradescope writes it/);
  },
);
