/** What is wrong with a stretch of an answer, by the compiler. */
export interface Problem {
  from: number;
  to: number;
  message: string;
}

/** What stands at a place: its type as the compiler writes it, and its documentation. */
export interface Meaning {
  from: number;
  to: number;
  type: string;
  documentation: string;
}

/** What an editor asks of the compiler; each question has a number, which its answer repeats. */
export type Question = { id: number; text: string } & (
  | { kind: 'problems' }
  | { kind: 'meaning'; at: number }
);

export type Reply = { id: number } & (
  | { kind: 'problems'; problems: Problem[] }
  | { kind: 'meaning'; meaning: Meaning | undefined }
);
