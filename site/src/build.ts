import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findLesson, lessonSlugs, root } from '@unstuck/grader/lessons';
import {
  keptOutputs,
  type Master,
  parseMaster,
  runLesson,
  serializeNotebook,
  studentNotebook,
} from '@unstuck/grader/notebook';
import { bundle } from './bundle';
import type { KeepFile } from './lesson/outputs';
import { type LessonPage, lessonPage } from './lesson/page';
import { siteLink } from './links';
import { Renderer } from './markdown';
import { type Page, pageFile } from './page/shell';
import { printPdf } from './pdf';
import { searchIndex } from './search-index';
import { serviceWorker } from './service-worker';

type Report = (line: string) => void;

const PDF = 'unstuck.pdf';

/** What `build` takes. */
export interface BuildOptions {
  /** The folder that is written; what was in it goes. */
  out: string;
  /** Lessons that are executed where the cache does not hold them. Default: all. */
  run?: readonly string[];
  /** Whether the course is printed as a PDF, too, where there is a Chromium. Default: yes. */
  pdf?: boolean;
  report?: Report;
}

/** Builds the site into a folder that any static host can serve. */
export async function build({ out, run, pdf = true, report = () => {} }: BuildOptions): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const write = writer(out);
  const lessons = lessonPages(await allLessons(write, run, report));
  cpSync(join(root, 'site', 'style'), out, { recursive: true });
  write('print.html', pageFile(printPage(lessons)));
  const pages = [coursePage(pdf && printed(out, report)), ...lessons];
  for (const page of pages) write(page.file, pageFile(page));
  write('search-index.js', searchIndex(pages));
  cpSync(join(root, 'datasets', 'digits'), join(out, 'digits'), { recursive: true });
  await bundle(out);
  write('service-worker.js', serviceWorker(out, filesOf(out)));
}

async function allLessons(write: KeepFile, run: readonly string[] | undefined, report: Report) {
  const lessons: LessonPage[] = [];
  for (const slug of lessonSlugs()) {
    const lesson = findLesson(slug);
    const master = parseMaster(readFileSync(lesson.master, 'utf8'), slug);
    write(`notebooks/${slug}.ipynb`, serializeNotebook(studentNotebook(master)));
    const outputs = await outputsOf(master, run, report);
    lessons.push(lessonPage(lesson, master, outputs, write, siteLink));
  }
  return lessons;
}

function printed(out: string, report: Report): boolean {
  const isPrinted = printPdf(join(out, 'print.html'), join(out, PDF));
  if (!isPrinted) report(`${PDF} is left out: no Chromium is installed, and CHROMIUM names none`);
  return isPrinted;
}

function writer(out: string): KeepFile {
  return (name, content) => {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), content);
    return name;
  };
}

async function outputsOf(master: Master, run: readonly string[] | undefined, report: Report) {
  const kept = keptOutputs(master);
  if (kept) return kept;
  if (run && !run.includes(master.slug)) {
    report(`${master.slug}: shown without what its cells give; it has not been run as it is now`);
    return undefined;
  }
  report(`${master.slug}: is run …`);
  return runLesson(master);
}

function coursePage(hasPdf: boolean): Page {
  const renderer = new Renderer(siteLink);
  const body = renderer.render(readFileSync(join(root, 'course.md'), 'utf8'));
  const progress = `<section id="progress" class="needs-script" aria-label="Your progress"><h2 id="your-progress">Your progress</h2>
<p class="progress-text">Nothing yet.</p><p><button type="button" id="export-progress">Export</button> <button type="button" id="wipe-progress">Wipe</button></p>
<p class="small">It is kept in this browser alone.</p></section>`;
  const pdf = hasPdf ? ` · <a href="${PDF}" download>The same as a PDF</a>` : '';
  const print = `<p class="tools"><a href="print.html">The whole course on one page, for printing</a>${pdf}</p>`;
  return {
    file: 'index.html',
    title: 'The course',
    body: `${body}\n${progress}\n${print}`,
    sections: renderer.sections,
  };
}

function lessonPages(lessons: readonly LessonPage[]): Page[] {
  const neighbour = (i: number) => {
    const lesson = lessons[i];
    return lesson && { file: `${lesson.slug}.html`, title: lesson.title };
  };
  return lessons.map(({ slug, title, body, sections, questions }, i) => {
    const [previous, next] = [
      neighbour(i - 1) ?? { file: 'index.html', title: 'The course' },
      neighbour(i + 1),
    ];
    const page = { file: `${slug}.html`, title, body, sections, lesson: { slug, questions }, previous };
    return next ? { ...page, next } : page;
  });
}

/** All lessons, one after the other; anchors get the lesson's number, so that each stays the only one of its name. */
function printPage(pages: readonly Page[]): Page {
  const bodies = pages.flatMap(({ body, lesson }) => {
    if (!lesson) return [];
    const number = lesson.slug.slice(0, 2);
    const own = body
      .replace(/<section class="panel"[\s\S]*?<\/section>/g, '')
      .replace(/ id="([^"]+)"/g, ` id="l${number}-$1"`)
      .replace(/ href="#([^"]+)"/g, ` href="#l${number}-$1"`)
      .replaceAll(' data-question=', ' data-printed=')
      .replaceAll('loading="lazy"', '');
    return [`<article class="printed">${own}</article>`];
  });
  return { file: 'print.html', title: 'The whole course', body: bodies.join('\n'), sections: [] };
}

function filesOf(out: string): string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
}
