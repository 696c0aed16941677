import { ready, seed, train } from 'unstuck';
import { NETWORKS, type Network } from './networks';
import { median } from './statistics';
import { type Prepared, prepare, release } from './training';

/** What recording costs on a network: processor seconds of `train` with all statistics over those of tfjs' own `fit`, less one. */
export interface CostResult {
  name: string;
  /** Median of the rounds. */
  share: number;
  rounds: number;
}

const EPOCHS = 8;
/** Of a small network a round is short and varies much: rounds are added until so many processor seconds are spent. */
const LEAST_SECONDS = 100;
const LEAST_ROUNDS = 5;

/** Trains the networks of the bench with and without statistics, in turns. */
export async function recordingCost(onNetwork?: (name: string) => void): Promise<CostResult[]> {
  await ready();
  const results: CostResult[] = [];
  for (const network of NETWORKS) {
    results.push(await costOf(network));
    onNetwork?.(network.name);
  }
  return results;
}

async function costOf(network: Network): Promise<CostResult> {
  const prepared = prepare(network);
  await trainOnce(prepared, true);
  const ratios: number[] = [];
  let spent = 0;
  while (ratios.length < LEAST_ROUNDS || spent < LEAST_SECONDS) {
    // First the one, then the other: what the machine does more and more, or less and less, falls on both.
    const isFirst = ratios.length % 2 === 0;
    const first = await trainOnce(prepared, isFirst);
    const second = await trainOnce(prepared, !isFirst);
    ratios.push(isFirst ? first / second : second / first);
    spent += first + second;
  }
  release(prepared);
  return { name: network.name, share: median(ratios) - 1, rounds: ratios.length };
}

/** Processor seconds of one training. */
async function trainOnce({ model, x, y }: Prepared, recorded: boolean): Promise<number> {
  const settings = { epochs: EPOCHS, batchSize: 32 };
  seed(1);
  const began = process.cpuUsage();
  if (recorded) await train(model, { x, y, ...settings });
  else await model.fit(x, y, { ...settings, verbose: 0, yieldEvery: 'epoch' });
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}
