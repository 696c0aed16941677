/** Keeps the pages for reading offline, where the host allows it (https, or this machine). */
export function offerOffline(): void {
  if (location.protocol === 'file:' || !('serviceWorker' in navigator) || !window.isSecureContext) return;
  // A host without it, or a browser that forbids it: the page works all the same.
  navigator.serviceWorker.register('service-worker.js').catch(() => {});
}
