import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatsOf, type Formats } from './formats.js';
import { onPageLanguage, pageLanguage } from './page-language.js';
import type { Language, Texts } from './texts.js';

/**
 * Gives a widget its texts in the language of the page, and draws it anew when that changes.
 *
 * ```ts
 * readonly #speaking = new Speaking(this, texts);
 * override render() { return html`<h2>${this.#speaking.texts.title}</h2>`; }
 * ```
 */
export class Speaking<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #texts: Texts<T>;
  #undo: (() => void) | undefined = undefined;

  /** @param texts what {@link defineTexts} made */
  constructor(host: ReactiveControllerHost, texts: Texts<T>) {
    this.#host = host;
    this.#texts = texts;
    host.addController(this);
  }

  get language(): Language {
    return pageLanguage();
  }

  /** The texts of the page's language. */
  get texts(): T {
    return this.#texts[this.language];
  }

  /** How that language writes times, numbers and lists. */
  get formats(): Formats {
    return formatsOf(this.language);
  }

  hostConnected(): void {
    this.#undo = onPageLanguage(() => this.#host.requestUpdate());
    // While the widget was off the page, the language may have changed.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#undo?.();
    this.#undo = undefined;
  }
}
