const BLOCK = /^(\/\/ )?<!-- claims:([\w-]+) -->\n[\s\S]*?^(?:\/\/ )?<!-- \/claims -->$/gm;

/** The lessons whose measured numbers a text holds. */
export function claimBlocks(text: string): string[] {
  return [...text.matchAll(BLOCK)].map((match) => match[2]!);
}

/** Fills each block `<!-- claims:SLUG -->` … `<!-- /claims -->` anew; in a master each line is a comment. */
export function fillBlocks(text: string, render: (slug: string) => string): string {
  return text.replace(BLOCK, (_block, comment: string | undefined, slug: string) => {
    const lines = [`<!-- claims:${slug} -->`, '', ...render(slug).trim().split('\n'), '', '<!-- /claims -->'];
    return lines.map((line) => (comment ? `// ${line}`.trimEnd() : line)).join('\n');
  });
}
