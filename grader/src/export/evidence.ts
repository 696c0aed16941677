import { z } from 'zod';
import type { Evidence } from '../judge/verdict';

/** NaN and the infinities are null once a number has been through JSON. */
const value = z.number().nullable().or(z.nan());
const measures = z.record(z.string(), value);
const shown = z.object({
  loss: z.array(value).max(10_000).catch([]).default([]),
  measures: measures.catch({}).default({}),
  runs: z
    .array(z.object({ pass: z.boolean(), measures: measures.default({}) }))
    .catch([])
    .default([]),
});

/** What of the evidence a student is shown. All else stays with the instructor: seeds, errors of the grader. */
export type ShownEvidence = z.infer<typeof shown>;

/** Takes from evidence what a student may see, by name: nothing gets into a page because somebody recorded it. */
export function shownEvidence(evidence: Evidence): ShownEvidence {
  return shown.parse(evidence);
}
