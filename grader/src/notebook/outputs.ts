import type { DisplayOutput, Output } from './format';
import type { KernelReport } from './protocol';

/** Collects a notebook's outputs, cell by cell, as Jupyter would keep them. */
export class OutputCollector {
  private readonly displays = new Map<string, DisplayOutput>();

  /** Adds one report of the kernel to a cell's outputs; an updated display changes where it was first shown. */
  add(outputs: Output[], report: KernelReport): void {
    if (report.type === 'stream') addStream(outputs, report.name, report.text);
    else if (report.type === 'display') this.addDisplay(outputs, report);
    else if (report.type === 'error') {
      const { ename, evalue, traceback } = report;
      outputs.push({ output_type: 'error', ename, evalue, traceback });
    }
  }

  private addDisplay(outputs: Output[], report: KernelReport & { type: 'display' }): void {
    const { data, metadata, displayId, update } = report;
    const shown = displayId ? this.displays.get(displayId) : undefined;
    if (update && shown) {
      Object.assign(shown, { data, metadata });
      return;
    }
    const output: DisplayOutput = { output_type: 'display_data', data, metadata };
    outputs.push(output);
    if (displayId) this.displays.set(displayId, output);
  }
}

function addStream(outputs: Output[], name: 'stdout' | 'stderr', text: string): void {
  const last = outputs.at(-1);
  if (last?.output_type === 'stream' && last.name === name) last.text = `${last.text}${text}`;
  else outputs.push({ output_type: 'stream', name, text });
}
