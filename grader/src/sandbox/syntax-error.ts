/** A student's cell that does not parse; the message points at the line where it can. */
export class CellSyntaxError extends Error {}
