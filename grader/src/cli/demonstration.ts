import { datasets, plot, seed, type TrainingRun, tf, toTensor, train } from 'unstuck';

const SEED = 1;
const EPOCHS = 5;

/**
 * Lesson 1 in one minute: answer A's network on bright and dark images, with the pixels as they come
 * (0 to 255) and divided by 255. Same data, same initial weights, same shuffle.
 */
export async function demonstrate(): Promise<void> {
  const data = datasets.brightness({ seed: SEED, perClass: 400 });
  const [x, y] = [toTensor(data.x), toTensor(data.y)];
  const scaled = x.div(255);
  const broken = await trainOne('broken', 'pixels 0 to 255', x, y);
  const fixed = await trainOne('fixed', 'pixels / 255', scaled, y);
  tf.dispose([x, y, scaled]);
  const width = Math.min(process.stdout.columns || 78, 78);
  console.log(`\n${plot.curves({ broken, fixed }, { metrics: ['loss'], width }).text}`);
}

async function trainOne(name: string, input: string, x: tf.Tensor, y: tf.Tensor): Promise<TrainingRun> {
  seed(SEED);
  const model = answerA();
  console.log(`\n${name}: ${input}`);
  const run = await train(model, {
    x,
    y,
    epochs: EPOCHS,
    seed: SEED,
    statistics: false,
    callbacks: [
      {
        onEpochEnd: async (epoch, logs) => {
          console.log(
            `  epoch ${epoch + 1} of ${EPOCHS}   loss ${three(logs?.loss)}   accuracy ${three(logs?.acc)}`,
          );
        },
      },
    ],
  });
  model.dispose();
  return run;
}

/** The network of answer A, as printed there. */
function answerA(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

function three(value: unknown): string {
  return Number(value).toFixed(3);
}
