import { type TrainOptions, tf } from 'unstuck';
import { ProbeError } from '../probe-error';
import type { Hooks, Rows } from './hooks';
import { lent, tensorOf } from './rows';

type Callback = NonNullable<TrainOptions['callbacks']>[number];

/** Training rows that are drawn anew before every epoch, and the callback that draws them. */
export function augmentedRows({ augment }: Hooks, { x, y }: Rows): { x: tf.Tensor; callbacks: Callback[] } {
  if (!augment) return { x, callbacks: [] };
  // `fit` cuts its batches out of whatever this variable holds at that moment.
  const current = tf.variable(x, false);
  const onEpochBegin = async () => {
    tf.engine().startScope();
    try {
      current.assign(likeRows(await augment(lent(x), lent(y)), x));
    } finally {
      tf.engine().endScope();
    }
  };
  return { x: current, callbacks: [{ onEpochBegin }] };
}

function likeRows(value: unknown, x: tf.Tensor): tf.Tensor {
  const drawn = tensorOf('augment(x, y)', value);
  if (drawn.shape.join() === x.shape.join()) return drawn;
  throw new ProbeError(
    'wrong-shape',
    `augment(x, y) gave a tensor of shape [${drawn.shape.join(', ')}]; expected [${x.shape.join(', ')}] as x`,
  );
}
