import MiniSearch from 'minisearch';
import { INDEX_OPTIONS } from '../src/index-options';

declare global {
  interface Window {
    searchIndex: Parameters<typeof MiniSearch.loadJS>[0];
  }
}

const MOST = 12;
let index: Promise<MiniSearch> | undefined;

/** Search over all sections; the index is loaded at the first word. */
export function wireSearch(): void {
  const input = document.getElementById('search') as HTMLInputElement | null;
  const list = document.getElementById('found');
  if (!input || !list) return;
  input.addEventListener('input', () => void find(input.value, list));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') list.hidden = true;
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      const first = list.querySelector('a');
      if (event.key === 'Enter') first?.click();
      else first?.focus();
      event.preventDefault();
    }
  });
  list.addEventListener('keydown', moveInList);
  document.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('.search')) list.hidden = true;
  });
  document.addEventListener('keydown', (event) => {
    const isTyping = (event.target as Element).closest('input, textarea, select, [contenteditable], .editor');
    if (event.key !== '/' || isTyping) return;
    event.preventDefault();
    input.focus();
  });
}

async function find(words: string, list: HTMLElement): Promise<void> {
  if (words.trim() === '') {
    list.hidden = true;
    return;
  }
  index ??= loadIndex();
  const found = (await index).search(words).slice(0, MOST);
  list.replaceChildren(...(found.length > 0 ? found.map(entry) : [nothing(words)]));
  list.hidden = false;
}

/** A script, since a page that was opened from a folder may not fetch. */
function loadIndex(): Promise<MiniSearch> {
  const script = document.createElement('script');
  script.src = 'search-index.js';
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(MiniSearch.loadJS(window.searchIndex, INDEX_OPTIONS));
    script.onerror = () => reject(new Error('search-index.js could not be loaded'));
    document.head.append(script);
  });
}

function entry({ id, heading, page }: { id: string; [stored: string]: unknown }): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const where = document.createElement('small');
  link.href = id;
  where.textContent = String(page);
  link.append(String(heading), where);
  link.addEventListener('click', () => {
    item.parentElement!.hidden = true;
  });
  item.append(link);
  return item;
}

function nothing(words: string): HTMLElement {
  const item = document.createElement('li');
  item.textContent = `Nothing found for "${words}".`;
  return item;
}

function moveInList(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const links = [...(event.currentTarget as Element).querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  (links[at + step] ?? document.getElementById('search'))?.focus();
}
