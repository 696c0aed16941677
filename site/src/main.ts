import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '@unstuck/grader/lessons';
import { build } from './build';
import { serve } from './serve';

const USAGE = `npm run site -- [options]

  --out FOLDER    where the site is written (default: site/public)
  --run SLUG      execute this lesson only, as often as wanted; others are shown with what the cache holds
  --no-run        execute nothing: show what the cache holds
  --no-pdf        print no PDF; else it is printed where there is a Chromium
  --serve         serve the site when it is built
  --port N        on this port (default 8080)`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(root, 'site', 'public') },
      run: { type: 'string', multiple: true },
      'no-run': { type: 'boolean', default: false },
      'no-pdf': { type: 'boolean', default: false },
      serve: { type: 'boolean', default: false },
      port: { type: 'string', default: '8080' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const run = values['no-run'] ? [] : values.run;
  await build({ out: values.out, pdf: !values['no-pdf'], report: console.log, ...(run && { run }) });
  console.log(`Written: ${values.out}`);
  if (values.serve) {
    const { url } = await serve(values.out, Number(values.port));
    console.log(`Open ${url}   (Ctrl+C ends it)`);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
