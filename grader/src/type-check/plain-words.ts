/** What the compiler says, by its number, and how a student is told it; `$1` is what stands in its first quotes. */
const WORDS: Record<number, [said: RegExp, told: string]> = {
  2304: [/name '(.+?)'\./, '"$1" is not known here: an answer is graded without the other cells.'],
  2552: [/name '(.+?)'\. Did you mean '(.+?)'/, '"$1" is not known here. Did you mean "$2"?'],
  2307: [/module '(.+?)'/, 'there is no package "$1" here; the kit is "unstuck".'],
  2322: [/^Type '(.+)' is not assignable to type '(.+)'\.$/, 'this is of type $1; expected $2.'],
  2339: [/Property '(.+?)' .* type '(.+)'\.$/, '$2 has no "$1".'],
  2551: [/Property '(.+?)' .* type '(.+)'\. Did you mean '(.+?)'/, '$2 has no "$1". Did you mean "$3"?'],
  2345: [
    /^Argument of type '(.+)' is not assignable to parameter of type '(.+)'\.$/,
    'this argument is of type $1; expected $2.',
  ],
  2353: [/'?([^' ]+)'? does not exist in type '(.+)'\.$/, '$2 has no "$1".'],
  2561: [
    /'?([^' ]+)'? does not exist in type '(.+)'\. Did you mean to write '(.+?)'/,
    '$2 has no "$1". Did you mean "$3"?',
  ],
  2355: [/^.*$/, 'the function says that it returns something, and returns nothing.'],
  2554: [/^Expected (.+) arguments?, but got (.+)\.$/, 'arguments expected: $1; given: $2.'],
  2741: [
    /Property '(.+?)' is missing in type '.+' but required in type '(.+)'/,
    '$2 needs "$1", which is missing.',
  ],
};

/** A message of the compiler in plain words; its own where there are none for it. */
export function inPlainWords(code: number, text: string): string {
  const [said, told] = WORDS[code] ?? [];
  const found = said?.exec(text);
  return found ? told!.replace(/\$(\d)/g, (_, n) => found[Number(n)]!) : text;
}
