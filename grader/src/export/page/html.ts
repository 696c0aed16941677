/** Markup that is safe to put into a page: made by `html`, which escapes all that is put into it. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What may stand in a page; lists are put one after the other, and nothing where there is nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * A template of markup. Text is escaped, in attributes (write them in double quotes) as well as between tags.
 *
 * @example
 * html`<td title="${student.name}">${score}</td>`
 */
export function html(template: TemplateStringsArray, ...contents: Content[]): Html {
  return new Html(template.map((text, i) => (i === 0 ? text : render(contents[i - 1]) + text)).join(''));
}

function render(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.markup;
  if (Array.isArray(content)) return content.map(render).join('');
  return escapeHtml(String(content));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Characters that no page should hold: controls, marks that turn the direction of text, halves of a pair. */
const UNFIT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text without characters that no page or table should hold. */
export function withoutUnfit(text: string): string {
  return text.replace(UNFIT, '\uFFFD');
}

/** Text as it stands in a page. */
export function escapeHtml(text: string): string {
  return withoutUnfit(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
