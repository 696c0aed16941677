/** What an on-demand part does with its section of the page. */
interface Part {
  open(section: HTMLElement): Promise<void> | void;
}

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
