/** As in 0.97, .5, 197,121 and 90 %; not as in A1, 16x16 or -7. */
const NUMBER = /(?<![\w.-])(\d{1,3}(?:,\d{3})+|\d*\.?\d+)(?!\w)( %)?/g;
const ROW = /^\| [A-D]\d* \|(.*)\|$/gm;
const SECTION = /^### (\d+)\. .*\n([\s\S]*?)(?=^#)/gm;
const BLOCK = /<!-- claims:[\w-]+ -->[\s\S]*?<!-- \/claims -->/g;
const LINK_OR_CODE = /\[[^\]]*\]\([^)]*\)|`[^`]*`/g;

/** Numbers of a text that no table of measured numbers has. */
export interface Unmeasured {
  where: string;
  numbers: string[];
}

/**
 * Looks through the course's texts: the table of claims, where a row may repeat the numbers of its claim, and the
 * sections on single lessons.
 *
 * @param course the text of course.md. @param tableOf the measured table of a lesson, by the lesson's number.
 */
export function unmeasuredInCourse(course: string, tableOf: (lesson: number) => string): Unmeasured[] {
  const rows = [...course.matchAll(ROW)].map(([row, columns]) => {
    const [said = '', happens = '', atWork = '', lessons = ''] = columns!.split('|');
    const tables = numbersIn(lessons).map(({ value }) => tableOf(value));
    return finding(`claim ${row.split('|')[1]!.trim()}`, `${happens} ${atWork}`, [said, ...tables].join(' '));
  });
  const sections = [...course.matchAll(SECTION)].map(([, lesson, text]) =>
    finding(`the section on lesson ${lesson}`, text!, tableOf(Number(lesson))),
  );
  return [...rows, ...sections].filter(({ numbers }) => numbers.length > 0);
}

/** Looks at what stands around the tables of a text. */
export function unmeasuredBeside(text: string): string[] {
  const blocks = text.match(BLOCK);
  return blocks ? finding('', text.replace(BLOCK, '').replace(ROW, ''), blocks.join(' ')).numbers : [];
}

function finding(where: string, text: string, measured: string): Unmeasured {
  const known = new Set(numbersIn(measured).map(({ value }) => value));
  const strange = numbersIn(text.replace(LINK_OR_CODE, '')).filter(
    ({ value, percent }) => !known.has(value) && !(percent && known.has(value / 100)),
  );
  return { where, numbers: strange.map(({ written }) => written) };
}

function numbersIn(text: string): { written: string; value: number; percent: boolean }[] {
  return [...text.matchAll(NUMBER)].map(([written, digits, percent]) => ({
    written,
    value: Number(digits!.replaceAll(',', '')),
    percent: percent !== undefined,
  }));
}
