import type { NetworkResult } from './engine';
import { engineReport, engineTable } from './report';

const withKeras: NetworkResult = {
  name: 'answer-a',
  nodeSecondsPerEpoch: 0.25,
  plainSecondsPerEpoch: 0.75,
  portableSecondsPerEpoch: 1.5,
  kerasSecondsPerEpoch: 0.25,
  nodeOverKeras: 1,
  plainOverNode: 3,
  portableOverNode: 2,
};
const withoutKeras = { ...withKeras, kerasSecondsPerEpoch: null, nodeOverKeras: null };
const engines = { node: { threads: 2, versions: { 'tfjs-node': '4.22.0' } } };

test('the table shows seconds and ratios of each network', () => {
  const [header, row] = engineTable(engineReport([withKeras], engines, 7)).split('\n');
  expect(header!.split(/\s{2,}/)).toEqual([
    'network',
    'graph',
    'plain',
    'portable',
    'Keras',
    'graph/Keras',
    'plain/graph',
    'port./plain',
  ]);
  const [seconds, ratios] = [
    ['0.250 s', '0.750 s', '1.500 s', '0.250 s'],
    ['1.00', '3.00', '2.00'],
  ];
  expect(row!.split(/\s{2,}/)).toEqual(['answer-a', ...seconds, ...ratios]);
});

test('without Keras the table has dashes there', () => {
  const row = engineTable(engineReport([withoutKeras], engines, 7)).split('\n')[1]!;
  expect(row.split(/\s{2,}/)).toEqual([
    'answer-a',
    '0.250 s',
    '0.750 s',
    '1.500 s',
    '-',
    '-',
    '3.00',
    '2.00',
  ]);
});

test('the report names the machine, threads and versions, and survives JSON', () => {
  const report = engineReport([withoutKeras], engines, 7);
  expect(report.networks).toEqual([withoutKeras]);
  expect(report.machine.threads).toEqual({ node: 2 });
  expect(report.versions).toEqual({ node: process.versions.node, 'tfjs-node': '4.22.0' });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});
