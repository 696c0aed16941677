const REPOSITORY_FILE = /^(?:\.\.\/)?(?:notebooks\/)?(\d\d-[a-z0-9-]+)\.ipynb(#.*)?$/;

/** Where a link of course.md or of a lesson leads on the site. */
export function siteLink(href: string): string {
  const [, slug, anchor = ''] = REPOSITORY_FILE.exec(href) ?? [];
  if (slug) return `${slug}.html${anchor}`;
  return href.replace(/^(?:\.\.\/)?course\.md/, 'index.html');
}
