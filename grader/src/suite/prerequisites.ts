import { execFileSync, spawnSync } from 'node:child_process';

/** A program that some test runs for real, how to see whether it is there, and its Debian package. */
interface Prerequisite {
  need: string;
  probe: [command: string, ...args: string[]];
  debian: string;
}

const PREREQUISITES: Prerequisite[] = [
  { need: 'a C++ compiler, for the addon of the native engine', probe: ['g++', '--version'], debian: 'g++' },
  { need: 'Python 3, for Jupyter', probe: ['python3', '--version'], debian: 'python3' },
  {
    need: 'pip, for TensorFlow and Jupyter',
    probe: ['python3', '-m', 'pip', '--version'],
    debian: 'python3-pip',
  },
  {
    need: 'virtual environments of Python',
    probe: ['python3', '-c', 'import venv, ensurepip'],
    debian: 'python3-venv',
  },
  {
    need: "bubblewrap, for the walls around students' code",
    probe: ['bwrap', '--version'],
    debian: 'bubblewrap',
  },
  { need: 'Chromium, for the tests of the site', probe: ['chromium', '--version'], debian: 'chromium' },
  { need: 'zsh, for its completion', probe: ['zsh', '--version'], debian: 'zsh' },
  { need: 'fish, for its completion', probe: ['fish', '--version'], debian: 'fish' },
  { need: 'Redis, for the queue', probe: ['redis-server', '--version'], debian: 'redis-server' },
];

/** Installs with apt what the tests need and the machine lacks; where it may not, says exactly what to do. */
function main(): void {
  const missing = absent();
  if (missing.length === 0) return;
  const packages = missing.map(({ debian }) => debian);
  if (canInstall()) {
    console.log(`Installing ${packages.join(', ')} …`);
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: 'inherit' });
  }
  const still = absent();
  if (still.length === 0) return;
  for (const { need, probe } of still)
    console.error(`Missing: ${need} (\`${probe.join(' ')}\` does not work)`);
  console.error(`On Debian or Ubuntu: sudo apt-get install ${still.map(({ debian }) => debian).join(' ')}`);
  process.exitCode = 1;
}

function absent(): Prerequisite[] {
  return PREREQUISITES.filter(({ probe: [command, ...args] }) => spawnSync(command, args).status !== 0);
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

main();
