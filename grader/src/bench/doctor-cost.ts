import { ready, seed, train } from 'unstuck';
import { NETWORKS } from './networks';
import { median } from './statistics';
import { prepare, release } from './training';

/** What recording costs on a network: processor seconds of `train` with all statistics over those of tfjs' own `fit`, less one. */
export interface CostResult {
  name: string;
  share: number;
}

const ROUNDS = 3;
const EPOCHS = 8;

/** Trains the networks of the bench with and without statistics, in turns. */
export async function recordingCost(onRound?: (name: string) => void): Promise<CostResult[]> {
  await ready();
  const results: CostResult[] = [];
  for (const network of NETWORKS) {
    const prepared = prepare(network);
    const { model, x, y } = prepared;
    const settings = { epochs: EPOCHS, batchSize: 32 };
    const once = async (recorded: boolean) => {
      seed(1);
      const began = process.cpuUsage();
      if (recorded) await train(model, { x, y, ...settings });
      else await model.fit(x, y, { ...settings, verbose: 0, yieldEvery: 'epoch' });
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    await once(true);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const without = await once(false);
      ratios.push((await once(true)) / without);
      onRound?.(network.name);
    }
    results.push({ name: network.name, share: median(ratios) - 1 });
    release(prepared);
  }
  return results;
}
