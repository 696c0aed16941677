import { tf } from 'unstuck';
import type { NetworkName, Plan } from './doctor-plan';

type Layer = tf.layers.Layer;
type Build = (make: Maker, plan: Plan) => Layer[];

const pool = () => tf.layers.maxPooling2d({ poolSize: 2 });
const flat = () => tf.layers.flatten();

/** Hidden layers of each network; the last layer is added to all. */
const NETWORKS: Record<NetworkName, Build> = {
  small: (m) => [m.conv(8), pool(), m.conv(16), pool(), flat(), ...m.drop()],
  'cnn-dense': (m) => [m.conv(8), pool(), flat(), ...m.drop(), m.dense(32), ...m.drop()],
  'batch-norm': (m) => [...m.normed(8), pool(), ...m.normed(16), pool(), flat(), ...m.drop()],
  'all-conv': (m) => [
    m.conv(8),
    m.conv(16, 2),
    m.conv(16),
    tf.layers.globalAveragePooling2d({}),
    ...m.drop(),
  ],
  mlp: (m) => [flat(), m.dense(32), ...m.drop(), m.dense(16), ...m.drop()],
  deep: (m) => [flat(), ...Array.from({ length: 8 }, () => m.dense(24)), ...m.drop()],
  linear: () => [flat()],
  bottleneck: (m) => [flat(), m.dense(1)],
  recurrent: (m, plan) => [
    tf.layers.reshape({ targetShape: [8, plan.data === 'digits' ? 8 : 24] }),
    tf.layers.simpleRNN({ units: 24, activation: (plan.hidden ?? 'tanh') as 'tanh', ...m.kernel() }),
  ],
  large: (m) => [m.conv(16), pool(), m.conv(32), flat(), ...m.drop(), m.dense(96), ...m.drop()],
};

/** Builds the network of a plan, for inputs of this shape, with so many outputs. */
export function buildNetwork(plan: Plan, shape: number[], units: number, output: string): tf.Sequential {
  const make = new Maker(plan);
  const last = tf.layers.dense({ units, activation: output as 'relu', ...make.penalty(true) });
  const [input, ...hidden] = [
    tf.layers.inputLayer({ inputShape: shape }),
    ...NETWORKS[plan.network](make, plan),
  ];
  return tf.sequential({ layers: [input!, ...hidden, last] });
}

class Maker {
  constructor(private readonly plan: Plan) {}

  conv(filters: number, strides = 1): Layer {
    const { hidden = 'relu' } = this.plan;
    return tf.layers.conv2d({
      filters,
      kernelSize: 3,
      strides,
      activation: hidden as 'relu',
      ...this.kernel(),
    });
  }

  normed(filters: number): Layer[] {
    const activation = (this.plan.hidden ?? 'relu') as 'relu';
    return [
      tf.layers.conv2d({ filters, kernelSize: 3, ...this.kernel() }),
      tf.layers.batchNormalization({ momentum: 0.9 }),
      tf.layers.activation({ activation }),
    ];
  }

  dense(units: number): Layer {
    const { hidden = 'relu' } = this.plan;
    return tf.layers.dense({ units, activation: hidden as 'relu', ...this.kernel() });
  }

  drop(): Layer[] {
    return this.plan.dropout ? [tf.layers.dropout({ rate: this.plan.dropout })] : [];
  }

  /** Initializers and penalty of a hidden layer. */
  kernel() {
    const { init = {}, hidden = 'relu' } = this.plan;
    const usual = hidden === 'relu' ? tf.initializers.heNormal({}) : tf.initializers.glorotUniform({});
    const kernelInitializer =
      init.kernel === 'zeros'
        ? tf.initializers.zeros()
        : init.kernel === 'constant'
          ? tf.initializers.constant({ value: init.sd ?? 0.1 })
          : init.kernel === 'normal'
            ? tf.initializers.randomNormal({ mean: 0, stddev: init.sd ?? 1 })
            : usual;
    const bias =
      init.bias === undefined ? {} : { biasInitializer: tf.initializers.constant({ value: init.bias }) };
    return { kernelInitializer, ...bias, ...this.penalty(false) };
  }

  penalty(isOutput: boolean) {
    const { l2, l2On = 'all' } = this.plan;
    return l2 && (isOutput || l2On === 'all') ? { kernelRegularizer: tf.regularizers.l2({ l2 }) } : {};
  }
}
