import MiniSearch from 'minisearch';
import { INDEX_OPTIONS } from './index-options';
import type { Section } from './markdown';

/** What the search finds. */
interface Found {
  id: string;
  page: string;
  heading: string;
  text: string;
}

/** The index of all sections of all pages, as a script that sets it. An id is the address of a section. */
export function searchIndex(
  pages: readonly { file: string; title: string; sections: readonly Section[] }[],
): string {
  const index = new MiniSearch<Found>(INDEX_OPTIONS);
  for (const { file, title, sections } of pages)
    index.addAll(
      sections.map(({ anchor, text, words }) => ({
        id: `${file}#${anchor}`,
        page: title,
        heading: text,
        text: words,
      })),
    );
  return `window.searchIndex = ${JSON.stringify(index)};\n`;
}
