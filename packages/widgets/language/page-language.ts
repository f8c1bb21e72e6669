import { languageOf, type Language } from './texts.js';

/**
 * The language of the page: what the `lang` attribute of its root says. Whoever sets that attribute
 * changes it, the settings or the page itself.
 */
export const pageLanguage = (): Language =>
  // Where nothing has a page, as where widgets are listed in Node, English is as good as any.
  typeof document === 'undefined' ? 'en' : languageOf(document.documentElement.lang);

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined = undefined;

/**
 * Calls `run` after the language of the page changed.
 *
 * @returns a function that undoes it
 */
export function onPageLanguage(run: () => void): () => void {
  listeners.add(run);
  if (observer === undefined) {
    observer = new MutationObserver(() => {
      for (const listener of [...listeners]) listener();
    });
    observer.observe(document.documentElement, { attributeFilter: ['lang'] });
  }
  return () => {
    listeners.delete(run);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
