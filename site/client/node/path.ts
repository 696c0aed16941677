/** Joins the parts of a path and takes `..` steps out of it. */
export function join(...parts: string[]): string {
  const steps: string[] = [];
  for (const step of parts.join('/').split('/')) {
    if (step === '..') steps.pop();
    else if (step && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

export const sep = '/';

export function dirname(path: string): string {
  return join(path, '..');
}
