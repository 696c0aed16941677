import type { Task } from './child';

/** What a child is told, as lines: its task, and what is kept back until it says that training has ended. */
export interface Told {
  task: string;
  /** The rows to predict. Nothing can be fitted to, or trained on, what has not been sent. */
  toPredict?: string;
}

export function toldTo({ job, kitNames }: Task): Told {
  if (job.probe.kind !== 'train') return { task: line({ job, kitNames }) };
  const { toPredict, ...probe } = job.probe;
  return { task: line({ job: { ...job, probe }, kitNames }), toPredict: line(toPredict) };
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
