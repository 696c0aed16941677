import { type Content, Html, html } from './html';
import { STYLE } from './style';

/** A whole page that needs nothing else: no script, and no request to anywhere. */
export function page(title: string, body: Content, width: 'narrow' | 'wide' = 'narrow'): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main class="${width}">
${body}
</main>
</body>
</html>
`;
  return markup;
}

/** Longest name that is shown, in characters. */
const MOST_NAME = 120;

/** A name that came with a submission: its direction of writing stays its own. */
export function named(name: string): Html {
  return html`<bdi>${name.length > MOST_NAME ? `${name.slice(0, MOST_NAME)}…` : name}</bdi>`;
}

/** `01-unnormalized-input` as one reads it: "Lesson 1: unnormalized input". */
export function lessonTitle(slug: string): string {
  const [, number, name] = /^(\d+)-(.*)$/.exec(slug) ?? [];
  return number && name ? `Lesson ${Number(number)}: ${name.replaceAll('-', ' ')}` : slug;
}

/** A score without needless digits. */
export function points(score: number): string {
  return String(Number(score.toFixed(2)));
}
