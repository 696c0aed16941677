import { registerKernel, startLab } from '../lab';
import { ensureNotebook, shown } from '../progress';
import { step } from './next-step';
import { placeOf, short } from './place';
import { paragraph } from './text';

interface Options {
  open: boolean;
  port?: string;
  vscode?: boolean;
}

/** `unstuck lab`: opens JupyterLab on a lesson, and stays until it ends; says what VS Code needs. */
export async function labCommand(words: string[], { open, port, vscode }: Options): Promise<number> {
  const { slug } = placeOf(words);
  const notebook = ensureNotebook(slug);
  console.log(
    step('In another terminal, so that answers are graded as you save:', `npx unstuck watch ${short(slug)}`),
  );
  console.log(`${paragraph(inVsCode(shown(notebook)))}\n`);
  if (vscode) {
    registerKernel();
    return 0;
  }
  console.log(
    paragraph(
      'JupyterLab opens in the browser; where it does not, use one of the addresses below. Ctrl-C, twice, ends it.',
      0,
    ),
  );
  // An interrupt is Jupyter's to answer: it asks before it ends.
  process.on('SIGINT', () => {});
  try {
    const lab = await startLab({
      notebook,
      open,
      port,
      onWait: (message) => console.log(paragraph(message, 0)),
    });
    process.once('SIGTERM', () => lab.kill());
    return await new Promise((resolve, reject) => {
      lab.once('error', reject);
      lab.once('exit', (code) => resolve(code ?? 0));
    });
  } catch (error) {
    console.error(paragraph(`JupyterLab cannot be opened: ${(error as Error).message}`, 0));
    console.error(paragraph(inVsCode(shown(notebook))));
    console.error(
      step('Without both, the notebook runs in the terminal:', `npx unstuck run ${shown(notebook)}`),
    );
    return 2;
  }
}

function inVsCode(file: string): string {
  return `In VS Code: install the extension "Jupyter", open ${file}, and choose Select Kernel, Jupyter Kernel, TypeScript.`;
}
