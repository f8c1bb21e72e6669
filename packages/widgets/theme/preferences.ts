import { languageOf, languages } from '../language/texts.js';
import type { KeptTexts } from './kept-texts.js';

export const themes = ['auto', 'light', 'dark'] as const;
export const densities = ['comfortable', 'compact'] as const;
/** `auto`: the one that the browser asks for. */
export const languageChoices = ['auto', ...languages] as const;

/** What somebody likes. */
export interface Wishes {
  readonly theme: (typeof themes)[number];
  readonly density: (typeof densities)[number];
  readonly language: (typeof languageChoices)[number];
  /** Whether the system shows messages while the page is not looked at. */
  readonly notify: boolean;
  /** Bare JIDs of conversations that are kept quiet. */
  readonly muted: readonly string[];
}

const usual: Wishes = {
  theme: 'auto',
  density: 'comfortable',
  language: 'auto',
  notify: false,
  muted: [],
};

/** So many conversations can be kept quiet; the oldest is loud again then. */
const MOST_MUTED = 500;
const NAME = 'xec-preferences';

/** What somebody likes, kept for the next visit. Damaged or unknown values are taken for the usual. */
export class Preferences {
  readonly #kept: KeptTexts;
  readonly #listeners = new Set<() => void>();
  #wishes: Wishes;

  constructor(kept: KeptTexts) {
    this.#kept = kept;
    this.#wishes = readWishes(kept.get(NAME));
  }

  get wishes(): Wishes {
    return this.#wishes;
  }

  change(wishes: Partial<Wishes>): void {
    const merged = { ...this.#wishes, ...wishes };
    this.#wishes = { ...merged, muted: merged.muted.slice(-MOST_MUTED) };
    this.#kept.set(NAME, JSON.stringify(this.#wishes));
    for (const listener of [...this.#listeners]) listener();
  }

  isMuted(jid: string): boolean {
    return this.#wishes.muted.includes(jid);
  }

  mute(jid: string, isMuted: boolean): void {
    const others = this.#wishes.muted.filter((each) => each !== jid);
    this.change({ muted: isMuted ? [...others, jid] : others });
  }

  /** Calls `run` after a change. @returns a function that undoes it */
  onChange(run: () => void): () => void {
    this.#listeners.add(run);
    return () => {
      this.#listeners.delete(run);
    };
  }
}

function readWishes(text: string | undefined): Wishes {
  const found = parsed(text);
  const muted: unknown = found['muted'];
  return {
    theme: oneOf(themes, found['theme']) ?? usual.theme,
    density: oneOf(densities, found['density']) ?? usual.density,
    language: oneOf(languageChoices, found['language']) ?? usual.language,
    notify: found['notify'] === true,
    muted: Array.isArray(muted)
      ? muted.filter((jid) => typeof jid === 'string').slice(-MOST_MUTED)
      : usual.muted,
  };
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    return {}; // somebody else wrote it, or it was cut off
  }
}

const oneOf = <T extends string>(all: readonly T[], found: unknown): T | undefined =>
  all.find((each) => each === found);

/** The part of a page's root that themes are set at. */
export interface ThemedRoot {
  lang: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

/**
 * Shows what somebody likes: attributes at the root of the page, which the theme's sheet and the
 * widgets' texts follow.
 *
 * @param preferred the languages that the browser asks for
 */
export function showWishes(
  { theme, density, language }: Wishes,
  root: ThemedRoot,
  preferred: readonly string[],
): void {
  if (theme === 'auto') root.removeAttribute('data-xec-theme');
  else root.setAttribute('data-xec-theme', theme);
  root.setAttribute('data-xec-density', density);
  root.lang = language === 'auto' ? languageOf(preferred) : language;
}
