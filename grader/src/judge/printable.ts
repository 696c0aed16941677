/** What moves a cursor, colours a terminal or turns the direction of text round; line ends and tabs do no harm. */
const UNSEEN = /(?![\n\t])\p{Cc}|\p{Cs}|[\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Text that a student's code made, with what cannot be seen written out: `\\u001b`. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
