import { element } from '../element';
import type { Control } from './experiment';
import type { Chosen } from './protocol';

/** What the address says, else the lesson's own choice. */
export function readChoice(controls: Record<string, Control>): Chosen {
  const said = new URLSearchParams(location.search);
  const settings = Object.entries(controls).map(([name, { values, initial }]) => {
    const value = Number(said.get(name) ?? Number.NaN);
    return [name, values.some((choice) => choice.value === value) ? value : initial];
  });
  return {
    seed: wholeNumber(said.get('seed')),
    settings: Object.fromEntries(settings),
  };
}

/** Puts the settings into the address, so that it can be shared. */
export function shareChoice({ seed, settings }: Chosen): void {
  const said = new URLSearchParams({ train: '', seed: String(seed) });
  for (const [name, value] of Object.entries(settings)) said.set(name, String(value));
  history.replaceState(null, '', `?${said}#train`);
}

/** One select a control, and the seed. */
export function controlsOf(
  controls: Record<string, Control>,
  initial: Chosen,
  onChange: (chosen: Chosen) => void,
): HTMLElement {
  let chosen = initial;
  const change = (part: Partial<Chosen>) => {
    chosen = { ...chosen, ...part };
    onChange(chosen);
  };
  const selects = Object.entries(controls).map(([name, control]) => {
    const set = (value: number) => change({ settings: { ...chosen.settings, [name]: value } });
    return labelled(control.label + sideOf(control), selectOf(control.values, chosen.settings[name]!, set));
  });
  const seed = element('input', { type: 'number', min: '0', max: '999999', value: String(chosen.seed) });
  seed.addEventListener('change', () => change({ seed: wholeNumber(seed.value) }));
  return element('div', { class: 'controls' }, ...selects, labelled('Seed', seed));
}

function sideOf({ side }: Control): string {
  if (!side) return '';
  return side === 'fixed' ? ' (mended one)' : ' (broken one)';
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  return element('label', {}, text, field);
}

function selectOf(values: Control['values'], chosen: number, change: (value: number) => void): HTMLElement {
  const select = element('select');
  for (const { value, label } of values)
    select.add(new Option(label, String(value), false, value === chosen));
  select.addEventListener('change', () => change(Number(select.value)));
  return select;
}

function wholeNumber(text: string | null): number {
  const value = Number(text ?? 1);
  return Number.isSafeInteger(value) && value >= 0 ? value : 1;
}
