import type { Range, SimilarAnswer, SimilarPair, SimilarWork } from '../../similarity';
import { type Content, type Html, html } from './html';
import { lessonTitle, named, page } from './page';

/** The page on which an instructor compares similar answers side by side; what is shared is marked. */
export function similarPage(lessons: readonly SimilarWork[]): string {
  const found = lessons.filter(({ pairs }) => pairs.length > 0);
  return page(
    'Similar submissions',
    html`<h1>Similar submissions</h1>
<p>Marked is what the other answer says too, whatever its names, layout and comments are; the lesson's starter and what
a third of the class wrote are left out. A likeness is a reason to look and to ask, no proof.</p>
${found.length === 0 && html`<p>No two submissions are alike beyond chance.</p>`}
${found.map(({ lesson, pairs }) => html`<section><h2>${lessonTitle(lesson)}</h2>${pairs.map(pairCard)}</section>`)}`,
    'wide',
  );
}

function pairCard({ works: [a, b], similarity, shared, questions }: SimilarPair): Html {
  const alike = questions.filter((question) => question.shared > 0);
  return html`<article class="card"><header><h2>${named(a.name)} and ${named(b.name)}</h2>
<span class="points">${percent(similarity)} alike, ${shared} tokens</span></header>
${alike.map((question, i) => sideBySide(question, i === 0))}</article>
`;
}

function sideBySide({ question, similarity, sources, ranges }: SimilarAnswer, open: boolean): Html {
  const side = (i: 0 | 1) => html`<div><pre>${marked(sources[i], ranges[i])}</pre></div>`;
  const body = html`<summary>${question}: ${percent(similarity)}</summary><div class="pair">${side(0)}${side(1)}</div>`;
  return open ? html`<details open>${body}</details>` : html`<details>${body}</details>`;
}

function marked(source: string, ranges: readonly Range[]): Content {
  const ends = [0, ...ranges.map(([, end]) => end)];
  const parts = ranges.map(
    ([start, end], i) => html`${source.slice(ends[i], start)}<mark>${source.slice(start, end)}</mark>`,
  );
  return [...parts, source.slice(ends.at(-1))];
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
