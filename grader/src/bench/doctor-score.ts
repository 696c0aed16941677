import { diagnose, type TrainingRun } from 'unstuck';
import type { Case } from './doctor-cases';
import type { Question } from './doctor-questions';
import type { Trained } from './doctor-train';

/** What the doctor said of one run. */
export interface Judged {
  name: string;
  half: Case['half'] | 'asked';
  /** Of a question: names of which each is right. */
  faults: string[];
  /** Faults named, most probable first. */
  named: string[];
  confidence: number[];
  /** Whether the fault hurts, or a run that should be well is: others are listed and do not count. */
  counts: boolean;
  worth: number;
  twinWorth: number;
}

/** A fault hurts where the network is worth so much less than its healthy twin, or validation is so far from the truth. */
const HURTS = 0.08;
/** A healthy run has learned: its network is worth at least this. */
const WELL = 0.7;
/** The validation loss of a restless run ranges over at least this in the last six epochs, and twice its twin's. */
const RANGE = 0.05;

/** Diagnoses a run and compares with what was put into it. */
export function judge({ name, half, faults, shows }: Case, trained: Trained, twin: Trained): Judged {
  const findings = diagnose(trained.run);
  const counts =
    faults.length === 0
      ? trained.worth >= WELL
      : shows === 'worth'
        ? trained.worth <= twin.worth - HURTS
        : shows === 'report'
          ? Math.abs((trained.run.history.val_acc?.at(-1) ?? 0) - trained.worth) >= HURTS
          : lateRange(trained) >= Math.max(RANGE, 2 * lateRange(twin));
  return {
    name,
    half,
    faults,
    named: findings.map(({ fault }) => fault),
    confidence: findings.map(({ confidence }) => confidence),
    counts,
    worth: trained.worth,
    twinWorth: twin.worth,
  };
}

/** Diagnoses a network that was asked about: it counts as it is. */
export function judgeQuestion({ name, faults }: Question, run: TrainingRun): Judged {
  const findings = diagnose(run);
  return {
    name,
    half: 'asked',
    faults,
    named: findings.map(({ fault }) => fault),
    confidence: findings.map(({ confidence }) => confidence),
    counts: true,
    worth: Number.NaN,
    twinWorth: Number.NaN,
  };
}

function lateRange({ run }: Trained): number {
  const late = run.history.val_loss!.slice(-6);
  return Math.max(...late) - Math.min(...late);
}

/** A share with its 95 % interval (Wilson, 1927). */
export interface Share {
  of: number;
  count: number;
  share: number;
  low: number;
  high: number;
}

export interface Score {
  runs: number;
  /** Runs whose fault does not show, and healthy ones that did not learn. */
  left: string[];
  top1: Share;
  top3: Share;
  /** Pairs of which both faults are among the first three. */
  bothOfPairs: Share;
  falseAlarms: Share;
  faults: Record<string, { precision: Share; recall: Share }>;
  misses: string[];
}

/** Scores one half of the runs. */
export function score(judged: readonly Judged[]): Score {
  const counted = judged.filter(({ counts }) => counts);
  const faulty = counted.filter(({ faults }) => faults.length > 0);
  const healthy = counted.filter(({ faults }) => faults.length === 0);
  const pairs = faulty.filter(({ faults }) => faults.length > 1);
  const within = (n: number) =>
    faulty.filter(({ faults, named }) => named.slice(0, n).some((fault) => faults.includes(fault)));
  const both = pairs.filter(({ faults, named }) =>
    faults.every((fault) => named.slice(0, 3).includes(fault)),
  );
  const ids = [...new Set(judged.flatMap(({ faults }) => faults))].sort();
  return {
    runs: counted.length,
    left: judged.filter(({ counts }) => !counts).map(({ name }) => name),
    top1: share(within(1).length, faulty.length),
    top3: share(within(3).length, faulty.length),
    bothOfPairs: share(both.length, pairs.length),
    falseAlarms: share(healthy.filter(({ named }) => named.length > 0).length, healthy.length),
    faults: Object.fromEntries(ids.map((id) => [id, precisionAndRecall(id, counted)])),
    misses: counted.filter(isMiss).map(({ name, named }) => `${name}: ${named.join(', ') || 'nothing'}`),
  };
}

function isMiss({ faults, named }: Judged): boolean {
  return faults.length === 0 ? named.length > 0 : !faults.includes(named[0] ?? '');
}

function precisionAndRecall(id: string, counted: Judged[]): { precision: Share; recall: Share } {
  const having = counted.filter(({ faults }) => faults.includes(id));
  const naming = counted.filter(({ named }) => named.includes(id));
  const right = naming.filter(({ faults }) => faults.includes(id)).length;
  return { precision: share(right, naming.length), recall: share(right, having.length) };
}

/** A share and the interval of Wilson (1927) that holds the true one in 95 % of all cases. */
export function share(count: number, of: number): Share {
  if (of === 0) return { of, count, share: Number.NaN, low: 0, high: 1 };
  const [p, z] = [count / of, 1.96];
  const middle = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return { of, count, share: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
