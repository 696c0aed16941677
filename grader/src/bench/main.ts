import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { type EngineBenchOptions, type EngineName, engineBench, WARM_UP } from './engine';
import { NETWORKS } from './networks';
import { engineReport, engineTable } from './report';

interface EngineCommandOptions {
  epochs: number;
  network?: string[];
  json?: boolean;
}

const names = NETWORKS.map(({ name }) => name);

const program = new Command('bench')
  .description('Measures how fast the course is, next to what it is compared with.')
  .showHelpAfterError();

program
  .command('engine')
  .description(
    'seconds an epoch: tfjs-node, the portable engine, and Keras where UNSTUCK_PYTHON names a Python',
  )
  .option('--epochs <n>', 'timed epochs of each network on each engine', wholeNumber, 7)
  .option('--network <name...>', `only these of ${names.join(', ')}`)
  .option('--json', 'as JSON')
  .action(engineCommand);

async function engineCommand({
  epochs,
  network: networks = names,
  json,
}: EngineCommandOptions): Promise<void> {
  const python = process.env.UNSTUCK_PYTHON;
  if (!python)
    console.error(
      'Keras is left out: set UNSTUCK_PYTHON to a Python that has tensorflow; kit/reference/README.md says how to make one.',
    );
  const bar = progress(networks.length * (epochs + WARM_UP) * (python ? 3 : 2));
  const options: EngineBenchOptions = { epochs, networks, python, onEpoch: bar.onEpoch };
  const { networks: results, engines } = await engineBench(options).finally(bar.stop);
  const report = engineReport(results, engines, epochs);
  console.log(json ? JSON.stringify(report, null, 2) : engineTable(report));
}

/** A bar on standard error, only where that is a terminal. */
function progress(total: number): {
  onEpoch: (network: string, engine: EngineName) => void;
  stop: () => void;
} {
  const bar = new SingleBar({
    format: '{bar} {value}/{total} epochs  {doing}',
    stream: process.stderr,
    clearOnComplete: true,
  });
  bar.start(total, 0, { doing: 'starting' });
  return {
    onEpoch: (network, engine) => bar.increment({ doing: `${network} on ${engine}` }),
    stop: () => bar.stop(),
  };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`expected a whole number >= 1, got "${text}"`);
}

program.parseAsync().catch((error: Error) => {
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
});
