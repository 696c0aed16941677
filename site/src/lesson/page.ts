import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Lesson, root } from '@unstuck/grader/lessons';
import type { LessonOutputs, Master, MasterCell } from '@unstuck/grader/notebook';
import { codeBlock } from '../highlight';
import { Renderer, type Section } from '../markdown';
import { escapeHtml } from '../markup';
import { type KeepFile, outputsMarkup } from './outputs';

/** A lesson as markup, with its sections. */
export interface LessonPage {
  slug: string;
  title: string;
  body: string;
  sections: Section[];
  /** Every lesson's page holds the questions' ids, so that the page knows what is still to be solved. */
  questions: string[];
}

/**
 * Lays a lesson out as a page: texts, highlighted code, what the code gave. Questions show what the student starts
 * from. A cell that checks an answer shows nothing, since what it gave was given by the right answer.
 */
export function lessonPage(
  lesson: Lesson,
  master: Master,
  outputs: LessonOutputs | undefined,
  keep: KeepFile,
  linkOf: (href: string) => string,
): LessonPage {
  const renderer = new Renderer(linkOf);
  let answering = false;
  const parts = master.cells.map((cell) => {
    if (cell.kind === 'markdown') {
      answering = false;
      return renderer.render(cell.source);
    }
    answering ||= cell.question !== undefined;
    if (cell.question) return question(lesson, cell);
    return codeCell(cell, answering ? '' : outputsMarkup(outputs?.[cell.id] ?? [], keep));
  });
  return {
    slug: master.slug,
    title: master.title,
    body: withPanel(parts.join('\n'), master.slug),
    sections: renderer.sections,
    questions: Object.keys(lesson.questions),
  };
}

function codeCell({ source }: MasterCell, outputs: string): string {
  return `<div class="cell">${codeBlock(source)}${outputs}</div>`;
}

function question(lesson: Lesson, cell: MasterCell): string {
  const id = cell.question!;
  const { title, kind, points, hints } = lesson.questions[id]!;
  const starter = cell.stub ?? cell.source;
  const told = hints.map(
    (hint, i) =>
      `<details class="hint"><summary>Hint ${i + 1} of ${hints.length}</summary><p>${escapeHtml(hint)}</p></details>`,
  );
  return `<section class="exercise" id="${id}" data-question="${id}" data-kind="${kind}" data-cell="${cell.id}" aria-label="${escapeHtml(title)}">
<p class="exercise-head"><strong>${id}</strong> · ${escapeHtml(title)} · ${points} points <span class="state" role="status"></span></p>
<div class="starter">${codeBlock(starter)}</div>
<template class="starter-text">${escapeHtml(starter)}</template>
<p class="needs-script"><button type="button" class="open-exercise">Solve it here</button></p>
${told.join('\n')}
</section>`;
}

/** The place where the broken and the mended network can be trained: behind the section that mends. */
function withPanel(body: string, slug: string): string {
  if (!existsSync(join(root, 'site', 'client', 'panel', 'experiments', `${slug}.ts`))) return body;
  const at = body.search(/<h2 id="[^"]*"[^>]*>\s*What it is not/);
  const place = at < 0 ? body.indexOf('<h2 id="questions"') : at;
  const panel = `<section class="panel" id="train" data-lesson="${slug}" aria-label="Train it in the page">
<h2 id="train-it-here">Train it here</h2>
<p>The broken network and the mended one, side by side, trained by the course's own code in this page. The engine (less than 1 MB) is loaded when you ask for it.</p>
<p class="needs-script"><button type="button" class="open-panel">Load the engine and train</button></p>
</section>\n`;
  return place < 0 ? body + panel : body.slice(0, place) + panel + body.slice(place);
}
