import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { marked, type Token, type Tokens } from 'marked';

/**
 * Finds links to files of the checkout that are not there.
 *
 * @param file path of the text, relative to `root`.
 * @param text Markdown.
 * @returns one message a dead link.
 */
export function deadLinks(root: string, file: string, text: string): string[] {
  const targets: string[] = [];
  marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type === 'link' || token.type === 'image') targets.push((token as Tokens.Link).href);
  });
  return targets
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .filter((target) => !existsSync(join(root, dirname(file), target.split('#')[0]!)))
    .map((target) => `${file} links to ${target}, which is not there`);
}
