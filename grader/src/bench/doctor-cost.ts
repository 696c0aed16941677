import { seed, train } from 'unstuck';
import { NETWORKS } from './networks';
import { median } from './statistics';
import { prepare, release } from './training';

/** What recording costs on a network: seconds with all statistics over seconds without, less one. */
export interface CostResult {
  name: string;
  share: number;
}

const ROUNDS = 3;
const EPOCHS = 8;

/** Trains the networks of the bench with and without statistics, in turns. */
export async function recordingCost(onRound?: (name: string) => void): Promise<CostResult[]> {
  const results: CostResult[] = [];
  for (const network of NETWORKS) {
    const prepared = prepare(network, Math.min(network.rows, 1000));
    const { model, x, y } = prepared;
    const once = async (statistics: boolean) => {
      seed(1);
      const began = process.hrtime.bigint();
      await train(model, { x, y, epochs: EPOCHS, batchSize: 32, statistics });
      return Number(process.hrtime.bigint() - began);
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
