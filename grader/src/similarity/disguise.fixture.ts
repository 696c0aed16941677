import { parseSync, printSync, transformSync } from '@swc/core';
import jsTokens from 'js-tokens';

/** Ways to hide that an answer was copied. Each keeps what the code does. */
export const disguises: Record<string, (source: string) => string> = {
  'other names': rename,
  'other layout and comments': (source) => relayout(source),
  'functions in another order': reorder,
  'all of these': (source) => relayout(rename(reorder(source))),
  'compiled: no types': compile,
};

/** Every name that the answer declares gets a new one, by a rough rule: what stands behind const, function, … */
function rename(source: string): string {
  const declared = [...source.matchAll(/\b(?:const|let|function|class)\s+(\w+)/g)].map(([, name]) => name!);
  const parameters = [...source.matchAll(/[(,]\s*(\w+)\s*(?=[:,)=])/g)].map(([, name]) => name!);
  const names = new Map([...new Set([...declared, ...parameters])].map((name, i) => [name, `other${i}`]));
  let before = '';
  return [...jsTokens(source)]
    .map(({ type, value }) => {
      const renamed = type === 'IdentifierName' && before !== '.' ? (names.get(value) ?? value) : value;
      if (type !== 'WhiteSpace') before = value;
      return renamed;
    })
    .join('');
}

function relayout(source: string): string {
  const { code } = printSync(parseSync(source, { syntax: 'typescript' }), { jsc: { target: 'es2022' } });
  return `/* my own work */\n${code.replaceAll('\n', '\n\n').replaceAll('; ', ';\n   // next\n')}`;
}

/** The top-level statements of an answer, the last first. */
function reorder(source: string): string {
  const { body } = parseSync(source, { syntax: 'typescript' });
  const text = Buffer.from(source);
  return body
    .map(({ span }) => text.subarray(span.start - 1, span.end - 1).toString())
    .reverse()
    .join('\n\n');
}

function compile(source: string): string {
  return transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }).code;
}
