import { Help } from 'commander';
import { paragraph } from './text';

/** Columns that a description needs beside its term; with less it stands below. */
const LEAST_BESIDE = 34;

/** Lays help out so that it fits into narrow terminals too. */
export const helpLayout = {
  minWidthToWrap: LEAST_BESIDE,
  formatItem(term: string, termWidth: number, description: string, helper: Help): string {
    const beside = (helper.helpWidth ?? 80) - termWidth - 4;
    if (!description || beside >= LEAST_BESIDE)
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    return `  ${term}\n${paragraph(description, 6)}`;
  },
};
