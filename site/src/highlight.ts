import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import typescript from 'highlight.js/lib/languages/typescript';
import { escapeHtml } from './markup';

hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('bash', bash);

/** A code block whose words carry classes; the colours are the style sheet's. */
export function codeBlock(source: string, language = 'typescript'): string {
  const known = hljs.getLanguage(language);
  const inner = known ? hljs.highlight(source, { language }).value : escapeHtml(source);
  return `<pre class="code" tabindex="0"><code>${inner}</code></pre>`;
}
