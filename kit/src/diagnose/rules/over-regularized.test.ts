import { endWith, evidenceOf, setLayer } from './healthy-run.fixture';
import { overRegularized } from './over-regularized';

const l2 = (penalty: number, left: number, accuracy = 0.6) =>
  evidenceOf(overRegularized, (run) => {
    run.model.layers[1]!.l2 = 0.3;
    run.probes![0]!.penalty = penalty * Math.log(2);
    setLayer(run, 'first', { first: { weightNorm: 4 }, later: { weightNorm: 4 * left } });
    endWith(run, accuracy);
  });
const dropout = (rate: number) =>
  evidenceOf(overRegularized, (run) => {
    run.model.layers.splice(2, 0, {
      name: 'd',
      kind: 'Dropout',
      outputShape: [null, 16],
      parameters: 0,
      rate,
    });
    endWith(run, 0.6);
  });

test('a penalty of five times the loss at chance level, or one that ate the weights', () => {
  expect(l2(5.1, 1)).toContain('5.1 times the loss at chance level');
  expect(l2(4.9, 1)).toBeUndefined();
  expect(l2(1, 0.14)).toContain("it left 14 % of a layer's norm");
  expect(l2(1, 0.16)).toBeUndefined();
});

test('dropout from 0.75 on', () => {
  expect(dropout(0.75)).toContain('dropout drops 75 %');
  expect(dropout(0.74)).toBeUndefined();
});

test('noise as large as the spread of what it is added to: of the inputs, or of the outputs of a layer', () => {
  const noise = (stddev: number, at: number) =>
    evidenceOf(overRegularized, (run) => {
      const layer = { name: 'n', kind: 'GaussianNoise', outputShape: [null, 64], parameters: 0, stddev };
      run.model.layers.splice(at, 0, layer);
      run.data.input.sd = 0.3;
      setLayer(run, 'first', { later: { activation: { min: 0, max: 9, mean: 2, sd: 2 } } });
      endWith(run, 0.6);
    });
  expect(noise(0.33, 0)).toContain('the noise is 1.1 times the spread of what it is added to');
  expect(noise(0.27, 0)).toBeUndefined();
  expect(noise(2.2, 2)).toContain('1.1 times');
  expect(noise(1.8, 2)).toBeUndefined();
});

test('a strong regularizer under which it learns is none', () => {
  expect(l2(9, 0.1, 0.97)).toBeUndefined();
});

test('dropout behind the last layer drops answers, whatever was learned', () => {
  const behind = (rate: number) =>
    evidenceOf(overRegularized, (run) => {
      run.model.layers.push({ name: 'd', kind: 'Dropout', outputShape: [null, 1], parameters: 0, rate });
      run.history.loss![9] = Number.NaN;
    });
  expect(behind(0.5)).toContain('it drops 50 % of the answers themselves; a row of which it drops all');
  expect(behind(0)).toBeUndefined();
});

test('a penalty on embeddings, whose factor is not recorded', () => {
  const embeddings = (penalty: number, left: number) =>
    evidenceOf(overRegularized, (run) => {
      run.model.layers[1]!.kind = 'Embedding';
      run.probes![0]!.penalty = penalty * Math.log(2);
      setLayer(run, 'first', { first: { weightNorm: 4 }, later: { weightNorm: 4 * left } });
      endWith(run, 0.6);
    });
  expect(embeddings(0.5, 0.14)).toContain(
    "a penalty of 0.347 on embeddings or biases adds 50 % of the loss at chance level; it left 14 % of a layer's norm",
  );
  expect(embeddings(0.5, 0.16)).toBeUndefined();
  expect(embeddings(0, 0.14)).toBeUndefined();
});
