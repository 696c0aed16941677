import { keep, recall } from './store';

/** Dark or light as the system says, until the reader says otherwise. */
export function wireTheme(): void {
  const root = document.documentElement;
  const chosen = recall<string>('theme', '');
  if (chosen) root.dataset.theme = chosen;
  document.getElementById('theme')?.addEventListener('click', () => {
    const isDark =
      (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) ===
      'dark';
    root.dataset.theme = isDark ? 'light' : 'dark';
    keep('theme', root.dataset.theme);
  });
}
