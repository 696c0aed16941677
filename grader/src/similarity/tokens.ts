import jsTokens from 'js-tokens';

/** A token as it is compared, and where it stands in the source. */
export interface Token {
  /** What stays the same when a copy is disguised: a name is `id`, a literal its kind. */
  text: string;
  start: number;
  end: number;
}

/** Longest source that is read, in characters; the longest right answer of any lesson has 1,500. */
const MOST_CHARACTERS = 100_000;

/** Layout and taste: a copy may put them in or leave them out without any other change. */
const UNSAID = new Set(['{', '}', '(', ')', ';', ',', 'export', 'async', 'await']);
const DECLARES = new Set(['const', 'let', 'var']);
const KEYWORDS = new Set(
  (
    'break case catch class continue default delete do else extends false finally for function if in ' +
    'instanceof new null of return super switch this throw true try typeof undefined void while yield'
  ).split(' '),
);

/**
 * Splits an answer into what renaming, reformatting and commenting leave as it is. It never throws: an answer that
 * does not compile has tokens too. Nothing is parsed, as the native parser dies on deep nesting.
 */
export function tokensOf(source: string): Token[] {
  const spelled = spell(source.slice(0, MOST_CHARACTERS));
  const alone = new Set(spelled.filter(({ member }) => !member).map(({ text }) => text));
  return spelled.flatMap(({ text, member, kind, start, end }) => {
    const normal = normalize(text, kind, member && !alone.has(text));
    return normal === undefined ? [] : [{ text: normal, start, end }];
  });
}

interface Spelled extends Token {
  kind: string;
  /** It stands behind a dot. */
  member: boolean;
}

function spell(source: string): Spelled[] {
  const spelled: Spelled[] = [];
  let start = 0;
  for (const { type: kind, value: text } of jsTokens(source)) {
    const end = start + text.length;
    const before = spelled.at(-1)?.text;
    if (!/Comment$|^WhiteSpace$|^LineTerminator/.test(kind))
      spelled.push({ text, kind, start, end, member: before === '.' || before === '?.' });
    start = end;
  }
  return spelled;
}

/** A name behind a dot is kept where the student did not make it: `layers.dense` cannot be renamed. */
function normalize(text: string, kind: string, given: boolean): string | undefined {
  if (kind === 'IdentifierName') return given ? text : word(text);
  if (kind === 'PrivateIdentifier') return 'id';
  if (kind === 'NumericLiteral') return 'number';
  if (/^String|^NoSubstitution/.test(kind)) return 'string';
  if (/^Template/.test(kind)) return 'template';
  if (kind === 'RegularExpressionLiteral') return 'regexp';
  return UNSAID.has(text) ? undefined : text;
}

function word(text: string): string | undefined {
  if (UNSAID.has(text)) return undefined;
  if (DECLARES.has(text)) return 'declare';
  return KEYWORDS.has(text) ? text : 'id';
}
