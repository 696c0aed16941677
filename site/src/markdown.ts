import { Marked, type Token, type Tokens } from 'marked';
import { codeBlock } from './highlight';
import { anchorOf } from './markup';

/** A heading of a page, as the table of contents shows it. */
interface Heading {
  anchor: string;
  depth: number;
  text: string;
}

/** A heading and the words below it, for the search. */
export interface Section extends Heading {
  words: string;
}

/** Markdown as markup, with its headings; anchors are unique within one renderer, which is made once a page. */
export class Renderer {
  readonly sections: Section[] = [];
  private readonly marked: Marked;
  private readonly used = new Map<string, number>();

  /** @param linkOf where a link of the text leads on the site. */
  constructor(linkOf: (href: string) => string) {
    this.marked = new Marked({
      gfm: true,
      walkTokens: (token: Token) => {
        if (token.type === 'link') (token as Tokens.Link).href = linkOf((token as Tokens.Link).href);
      },
      renderer: {
        heading: ({ tokens, depth, text }) =>
          this.heading(this.marked.Parser.parseInline(tokens), depth, text),
        code: ({ text, lang }) => codeBlock(text, lang ?? ''),
      },
    });
  }

  render(text: string): string {
    const markup = this.marked.parse(text, { async: false });
    this.collectWords(text);
    return scrollable(markup);
  }

  private heading(inner: string, depth: number, text: string): string {
    const plain = text.replace(/[`*_]/g, '');
    const question = /^Question (\d+)/.exec(plain)?.[1];
    const anchor = this.unique(question ? `question-${question}` : anchorOf(plain));
    this.sections.push({ anchor, depth, text: plain, words: '' });
    const link = `<a class="anchor" href="#${anchor}" aria-label="Link to this section">#</a>`;
    return `<h${depth} id="${anchor}">${inner}${depth > 1 ? link : ''}</h${depth}>\n`;
  }

  private unique(anchor: string): string {
    const nth = (this.used.get(anchor) ?? 0) + 1;
    this.used.set(anchor, nth);
    return nth === 1 ? anchor : `${anchor}-${nth}`;
  }

  /** The words of each paragraph go to the last heading before it. */
  private collectWords(text: string): void {
    const tokens = this.marked.lexer(text);
    const own = tokens.filter(({ type }) => type === 'heading').length;
    let at = this.sections.length - own - 1;
    for (const token of tokens) {
      if (token.type === 'heading') at++;
      else {
        const section = this.sections[at];
        if (section) section.words += ` ${token.raw.replace(/[`*|#>]|<!--.*?-->/g, ' ')}`;
      }
    }
  }
}

/** A wide table scrolls in its own box, which the keyboard can reach. */
function scrollable(markup: string): string {
  return markup
    .replaceAll('<table>', '<div class="wide" tabindex="0" role="region" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll(/<th( [^>]*)?><\/th>/g, '<td$1></td>');
}
