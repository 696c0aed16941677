import { kitReport, kitTable } from './kit-report';

const compared = { name: 'smote-1000', kitSeconds: 0.3, originalSeconds: 0.2, kitOverOriginal: 1.5 };
const alone = { name: 'images', kitSeconds: 0.75, originalSeconds: null, kitOverOriginal: null };
const scaled = { ...compared, name: 'standard-scaler-float32' };
const sides = {
  kit: { threads: 1, versions: { node: '20.20.2' } },
  original: { threads: 2, versions: { 'scikit-learn': '1.4.2' } },
};

test('the table shows seconds, ratios and what they should be at most', () => {
  const lines = kitTable(kitReport([compared, alone, scaled], sides, 7)).split('\n');
  const cells = lines.slice(0, 4).map((line) => line.trim().split(/\s{2,}/));
  expect(cells).toEqual([
    ['case', 'of', 'compared with', 'kit', 'original', 'kit/original', 'at most'],
    ['smote-1000', '10000 x 64', 'imbalanced-learn', '0.300 s', '0.200 s', '1.50', '3.00'],
    ['images', '1000 x 64 x 64 x 3', 'Keras', '0.750 s', '-', '-', '1.00'],
    ['standard-scaler-float32', '100000 x 100', 'scikit-learn', '0.300 s', '0.200 s', '1.50', '-'],
  ]);
});

test('the report names the machine, threads and versions, and survives JSON', () => {
  const report = kitReport([compared, alone], sides, 7);
  expect(report.cases).toEqual([compared, alone]);
  expect(report.machine.threads).toEqual({ kit: 1, original: 2 });
  expect(report.versions).toEqual({ node: '20.20.2', 'scikit-learn': '1.4.2' });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});
