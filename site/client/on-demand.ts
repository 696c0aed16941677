/** What an on-demand part does with its section of the page. */
interface Part {
  open(section: HTMLElement): Promise<void> | void;
}

const NEEDS_SERVER =
  'Here the page was opened from a folder, where a browser loads neither engine nor editor. With a server ' +
  '(npm run site -- --serve, or any static host) this part works, too.';

/** Loads the editor or the training panel when its button is pressed; a shared setting opens its panel at once. */
export function openOnDemand(): void {
  wire('.panel', '.open-panel', 'engine/panel.js');
  wire('.exercise', '.open-exercise', 'engine/exercise.js');
  if (new URLSearchParams(location.search).has('train'))
    document.querySelector<HTMLElement>('.open-panel')?.click();
}

function wire(sections: string, buttons: string, file: string): void {
  for (const section of document.querySelectorAll<HTMLElement>(sections)) {
    const button = section.querySelector<HTMLButtonElement>(buttons);
    if (location.protocol === 'file:') button?.replaceWith(NEEDS_SERVER);
    else
      button?.addEventListener('click', async () => {
        button.disabled = true;
        try {
          const part = (await import(new URL(file, document.baseURI).href)) as Part;
          await part.open(section);
        } catch (error) {
          button.disabled = false;
          button.textContent = `It could not be loaded (${(error as Error).message}). Try again`;
        }
      });
  }
}
