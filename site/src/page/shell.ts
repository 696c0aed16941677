import type { Section } from '../markdown';
import { escapeHtml } from '../markup';

/** What a page's script, style and pictures may be: this host's own. No inline script, no inline style. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A page and what surrounds it. */
export interface Page {
  file: string;
  title: string;
  body: string;
  sections: readonly Section[];
  /** Set on a lesson. */
  lesson?: { slug: string; questions: readonly string[] };
  previous?: Neighbour;
  next?: Neighbour;
}

interface Neighbour {
  file: string;
  title: string;
}

/** The whole file. Everything it names lies beside it, so it works from any folder of any host. */
export function pageFile(page: Page): string {
  const { title, body, lesson } = page;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(title)}: a course on neural networks that will not learn.">
<title>${escapeHtml(title)} · Unstuck</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="site.css">
<script src="page.js" defer></script>
</head>
<body${lesson ? ` data-lesson="${lesson.slug}" data-questions="${lesson.questions.join(' ')}"` : ''}>
<a class="skip" href="#content">To the text</a>
<header class="top">
<a class="home" href="index.html">Unstuck</a>
<div class="search needs-script" role="search"><label for="search">Search</label><input id="search" type="search" autocomplete="off" placeholder="Search (press /)" aria-controls="found"><ul id="found" hidden></ul></div>
<button type="button" id="theme" class="needs-script" aria-label="Dark or light">◐</button>
</header>
<div class="columns">
${contents(page)}
<main id="content" tabindex="-1">
${lesson ? `<p class="tools"><a href="notebooks/${lesson.slug}.ipynb" download>Download the notebook</a> · <a href="#questions">Questions</a></p>` : ''}
${body}
${neighbours(page)}
</main>
</div>
</body>
</html>
`;
}

function contents({ sections }: Page): string {
  const items = sections
    .filter(({ depth }) => depth === 2 || depth === 3)
    .map(
      ({ anchor, depth, text }) =>
        `<li class="depth-${depth}"><a href="#${anchor}">${escapeHtml(text)}</a></li>`,
    );
  return `<nav class="contents" aria-label="On this page"><details open><summary>On this page</summary><ul>${items.join('\n')}</ul></details></nav>`;
}

function neighbours({ previous, next }: Page): string {
  if (!previous && !next) return '';
  const link = (to: Neighbour | undefined, rel: string, arrow: string) =>
    to ? `<a rel="${rel}" href="${to.file}">${arrow} ${escapeHtml(to.title)}</a>` : '<span></span>';
  return `<nav class="neighbours" aria-label="Lessons">${link(previous, 'prev', '←')}${link(next, 'next', '→')}</nav>`;
}
