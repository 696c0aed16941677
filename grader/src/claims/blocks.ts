const BLOCK = /^(\/\/ )?<!-- claims:([\w-]+) -->\n[\s\S]*?^(?:\/\/ )?<!-- \/claims -->$/gm;

/** Fills each block `<!-- claims:SLUG -->` … `<!-- /claims -->` anew; in a master each line is a comment. */
export function fillBlocks(text: string, render: (slug: string) => string): string {
  return text.replace(BLOCK, (_block, comment: string | undefined, slug: string) => {
    const lines = [`<!-- claims:${slug} -->`, '', ...render(slug).trim().split('\n'), '', '<!-- /claims -->'];
    return lines.map((line) => (comment ? `// ${line}`.trimEnd() : line)).join('\n');
  });
}
