/** Holds a training between two epochs: open, shut, or open for some epochs. */
export class Gate {
  private left = 0;
  private isOpen = false;
  private release: (() => void) | undefined;

  /** @param epochs how many may pass where the gate is shut. */
  set(open: boolean, epochs: number): void {
    this.isOpen = open;
    this.left = open ? 0 : this.left + epochs;
    this.release?.();
  }

  /** Waits until the next epoch may begin. */
  async pass(): Promise<void> {
    while (!this.isOpen && this.left === 0)
      await new Promise<void>((resolve) => {
        this.release = resolve;
      });
    if (!this.isOpen) this.left--;
  }
}
