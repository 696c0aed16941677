import type { TrainingRun } from '../train/run';
import { CONSEQUENCES } from './causes';
import type { Finding, Look, Rule } from './finding';
import { RULES } from './rules';
import { readSymptoms, type Symptoms } from './symptoms';

/** With this confidence and more a finding is told. */
const TOLD = 0.5;
/** What the description of model or data alone settles. */
const CERTAIN = 0.95;

/**
 * Names what is wrong with a training, most probable first; an empty list for one that is well. It looks at
 * statistics only, never at the data, and says nothing where it is not sure enough: a false alarm costs more
 * than a silence.
 *
 * @param run what `train` returned, or `JSON.parse` of it; one of an older kit is read with what it has.
 * @param options.least confidence from which on a finding is told, in [0, 1]. Default 0.5.
 * @returns findings with evidence in numbers, the fix, the lesson, and an experiment that would confirm it.
 * @throws TypeError when `run` is no run.
 * @example
 * const run = await train(model, { x, y, epochs: 5, seed: 1 });
 * const [finding] = diagnose(run);
 */
export function diagnose(run: TrainingRun, { least = TOLD }: { least?: number } = {}): Finding[] {
  check(run);
  if (run.epochs === 0) return [];
  const symptoms = readSymptoms(run);
  const found = RULES.flatMap((rule) => apply(rule, symptoms)).filter(
    ({ confidence }) => confidence >= least,
  );
  return withoutConsequences(found)
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ isNoConsequence, ...finding }) => finding);
}

interface Found extends Finding {
  isNoConsequence: boolean;
}

function apply(rule: Rule, symptoms: Symptoms): Found[] {
  const look = rule.look(symptoms);
  if (!look) return [];
  const { fault, lesson } = rule;
  const { fix = rule.fix, experiment = rule.experiment, isNoConsequence = false } = look;
  const evidence = look.signs.filter((sign) => typeof sign === 'string').join('; ');
  return [{ fault, confidence: confidenceOf(look), evidence, fix, lesson, experiment, isNoConsequence }];
}

/** Each sign that agrees halves the doubt that is left, down to a twentieth. */
function confidenceOf({ signs, certain }: Look): number {
  const agree = signs.filter(Boolean).length;
  const confidence = Math.min(0.94, 1 - 0.6 ** agree);
  return certain ? Math.max(CERTAIN, confidence) : Number(confidence.toFixed(2));
}

function withoutConsequences(found: Found[]): Found[] {
  // Two that may each bring about the other both stay: the surer one comes first. What is certain is explained away by
  // nothing that is less so.
  const explains = (cause: Found, { fault, confidence, isNoConsequence }: Found) =>
    (CONSEQUENCES[cause.fault]?.includes(fault) ?? false) &&
    !isNoConsequence &&
    (confidence < CERTAIN || cause.confidence >= CERTAIN);
  return found.filter((one) => !found.some((other) => explains(other, one) && !explains(one, other)));
}

function check(run: unknown): void {
  const { schema, history, data, model } = (run ?? {}) as Partial<TrainingRun>;
  if (schema !== 1 || !history || !data || !model)
    throw new TypeError(
      'run: expected what train() returns, or its JSON: { schema: 1, history, data, model, … }',
    );
}
