/** The port to wherever small texts are kept for the next visit. */
export interface KeptTexts {
  get(name: string): string | undefined;
  set(name: string, text: string): void;
  delete(name: string): void;
}

/** In this browser. Where it keeps nothing, as in some private windows, the page does without. */
export function browserTexts(): KeptTexts {
  return {
    get(name) {
      try {
        return localStorage.getItem(name) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(name, text) {
      try {
        localStorage.setItem(name, text);
      } catch {
        // Full, or forbidden: it holds for this visit.
      }
    },
    delete(name) {
      try {
        localStorage.removeItem(name);
      } catch {
        // Forbidden: then nothing is there, either.
      }
    },
  };
}

/** Until the page is left. */
export function memoryTexts(): KeptTexts {
  const texts = new Map<string, string>();
  return {
    get: (name) => texts.get(name),
    set: (name, text) => {
      texts.set(name, text);
    },
    delete: (name) => {
      texts.delete(name);
    },
  };
}
