/** Whether a file of this name is read as a notebook. Browsers like to save one as `.ipynb.txt` or `.ipynb.json`. */
export function isNotebook(path: string): boolean {
  return /\.ipynb(\.(txt|json))?$/i.test(path);
}
