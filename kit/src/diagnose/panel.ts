import { now } from '../clock';
import { isNotebook, showInNotebook } from '../plot/notebook';
import type { TrainingRun } from '../train/run';
import { diagnose } from './diagnose';
import type { Finding } from './finding';

/** A loop over seeds shows one panel, not one a training. */
const QUIET_MILLISECONDS = 20_000;
let shown = { faults: '', at: Number.NEGATIVE_INFINITY };

/** In a notebook, shows what `diagnose` finds in a run: folded, so that who wants to find it alone can. */
export function showPanel(run: TrainingRun): void {
  if (!isNotebook()) return;
  const findings = diagnose(run);
  const faults = findings.map(({ fault }) => fault).join();
  const isRepeated = faults === shown.faults && now() - shown.at < QUIET_MILLISECONDS;
  if (findings.length === 0 || isRepeated) return;
  shown = { faults, at: now() };
  showInNotebook(() => ({ 'text/html': panelHtml(findings), 'text/plain': panelText(findings) }));
}

/** The panel as HTML: headings and lists alone, so that a screen reader reads it as it is. */
export function panelHtml(findings: Finding[]): string {
  const items = findings.map(
    ({ fault, confidence, evidence, fix, lesson, experiment }) =>
      `<li style="margin-bottom: 0.6em"><b>${fault}</b> (confidence ${confidence.toFixed(2)}): ${escaped(evidence)}.<br>Fix: ${escaped(fix)}<br>Lesson: ${lesson}<br>To be sure: ${escaped(experiment.try)}. If this is it, ${escaped(experiment.expect)}.</li>`,
  );
  return `<details><summary>${headline(findings)}</summary><ol>${items.join('')}</ol><p>To try the first: <code>await confirm(diagnose(run)[0], { model, options })</code></p></details>`;
}

function panelText(findings: Finding[]): string {
  return `${headline(findings)}: diagnose(run) tells`;
}

function headline({ length }: Finding[]): string {
  return `The doctor has ${length === 1 ? 'one finding' : `${length} findings`}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
