import { withinBounds } from './bounds';
import { fromWire } from './numbers';
import { failure, type Outcome } from './outcome';
import { type Epoch, type Message, messageSchema, PHASES, type Phase } from './protocol';

const MOST_BYTES = 32e6;

/** Reads what the child sends on its result channel and believes only what the protocol allows. */
export class Channel {
  /** The line that is still coming, in pieces: joined once, however long it grows. */
  private pending: Buffer[] = [];
  private bytes = 0;
  private phase: Phase | undefined;
  private epochs: Epoch[] = [];
  /** Phases begin in their order, each once. */
  private next = 0;
  private broken: Outcome | undefined;
  private final: Outcome | undefined;

  constructor(private readonly token: string) {}

  receive(chunk: Buffer): void {
    if (this.broken) return;
    this.bytes += chunk.length;
    if (this.bytes > MOST_BYTES) {
      this.broken ??= failure('malformed-result', 'The answer is larger than 32 MB.');
      return;
    }
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      this.take(Buffer.concat([...this.pending, chunk.subarray(start, end)]).toString('utf8'));
      this.pending = [];
      start = end + 1;
    }
    if (start < chunk.length) this.pending.push(chunk.subarray(start));
  }

  /** The phase that began since this was last asked, if any. */
  phaseBegun(): Phase | undefined {
    const phase = this.phase;
    this.phase = undefined;
    return phase;
  }

  /** The epochs that ended since this was last asked. */
  epochsEnded(): Epoch[] {
    return this.epochs.splice(0);
  }

  /** Whether anything arrived. */
  get begun(): boolean {
    return this.bytes > 0;
  }

  /** Whether an answer, or why there is none, has come. */
  get answered(): boolean {
    return this.final !== undefined;
  }

  /** Why nothing more that arrives would be believed. */
  breach(): Outcome | undefined {
    return this.broken;
  }

  /** The one answer, or why it is not believed; undefined when nothing came. */
  outcome(): Outcome | undefined {
    if (this.pending.length > 0) this.broken ??= failure('malformed-result', 'The answer broke off.');
    return this.broken ?? this.final;
  }

  private take(line: string): void {
    if (this.broken) return;
    const message = this.parse(line);
    if (!message) this.broken = failure('malformed-result', 'The answer is not in the expected form.');
    else if (message.token !== this.token)
      this.broken = failure('forged-result', 'Something other than the grader wrote a result.');
    else if (this.final) this.broken = failure('forged-result', 'More than one result was written.');
    else if (message.type === 'phase') this.begin(message.phase);
    else if (message.type === 'epoch') this.ended(message);
    else
      this.final =
        message.type === 'answer'
          ? { ok: true, answer: message.answer }
          : failure(message.reason, message.message);
  }

  private begin(phase: Phase): void {
    const place = PHASES.indexOf(phase);
    if (place < this.next)
      this.broken = failure('forged-result', 'Something was written that was written before.');
    this.next = place + 1;
    this.phase = phase;
  }

  private ended({ epoch, epochs, loss }: Extract<Message, { type: 'epoch' }>): void {
    this.epochs.push({ epoch, epochs, loss: fromWire(loss) });
  }

  private parse(line: string): Message | undefined {
    try {
      const message: unknown = JSON.parse(line);
      return withinBounds(message) ? messageSchema.safeParse(message).data : undefined;
    } catch {
      return undefined;
    }
  }
}
