import type { StartUpResult, StartUpTime } from './start-up';
import { startUpReport, startUpTable } from './start-up-report';

const time = (seconds: number): StartUpTime => ({
  seconds,
  cpuSeconds: 2 * seconds,
  parts: { node: 0.25, compile: 0.125, scripts: 0, library: 0, engine: 0, cell: 0 },
});
const cells: StartUpResult[] = [
  { name: 'a', snapshot: null, plain: time(0.5), snapshotOverPlain: null, cpuSnapshotOverPlain: null },
  { name: 'b', snapshot: time(0.5), plain: time(1), snapshotOverPlain: 0.5, cpuSnapshotOverPlain: 0.5 },
];

test('the table has a line for each cell and side that was measured', () => {
  const lines = startUpTable(startUpReport(cells, 11)).split('\n');
  const columns = lines.slice(0, 4).map((line) => line.split(/\s{2,}/));
  expect(columns[0]).toEqual(
    'cell,start-up,first line,processor,node,compile,scripts,library,engine,cell,snapshot/plain'.split(','),
  );
  expect(columns.slice(1).map(([cell, side, first, cpu]) => [cell, side, first, cpu])).toEqual([
    ['a', 'plain', '0.500 s', '1.000 s'],
    ['b', 'snapshot', '0.500 s', '1.000 s'],
    ['b', 'plain', '1.000 s', '2.000 s'],
  ]);
  expect(columns.slice(1).map((line) => line.at(-1))).toEqual(['-', '0.50', '-']);
});

test('the report survives JSON', () => {
  const report = startUpReport(cells, 11);
  expect(report).toMatchObject({ rounds: 11, versions: { node: process.versions.node } });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});
