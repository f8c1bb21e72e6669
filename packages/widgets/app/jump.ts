import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import { avatar, controls, hueOf, initialOf, shared } from '../styles.js';
import { go, type Place } from './address.js';
import { dialogStyles } from './dialog-styles.js';
import { jumpStyles } from './jump-styles.js';
import { KnownPlaces } from './known-places.js';
import { jumpTexts } from './texts.js';
import type { View } from './views.js';

/** So many are offered; who looks for another writes one more letter. */
const MOST = 12;

/** Something to jump to. */
interface Target extends Place {
  readonly name: string;
  readonly kind: 'person' | 'room' | 'view';
}

/** `<xec-jump>`: write a few letters, and be there. Fires `xec-go`. */
export class JumpDialog extends LitElement {
  static override properties = {
    places: { attribute: false },
    views: { attribute: false },
    text: { state: true },
    chosen: { state: true },
  };

  static override styles = [shared, controls, avatar, dialogStyles, jumpStyles];

  declare places: KnownPlaces;
  declare views: readonly View[];
  declare text: string;
  declare chosen: number;
  readonly #speaking = new Speaking(this, jumpTexts);

  constructor() {
    super();
    this.places = new KnownPlaces();
    this.views = [];
    this.text = '';
    this.chosen = 0;
  }

  show(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog?.open !== false) return;
    this.text = '';
    this.chosen = 0;
    dialog.showModal();
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    const targets = this.#targets;
    const chosen = targets.length === 0 ? nothing : `option-${this.chosen}`;
    return html`
      <dialog aria-labelledby="title">
        <div class="head">
          <h2 id="title">${texts.title}</h2>
          <button
            type="button"
            class="button plain bare"
            aria-label=${texts.close}
            @click=${this.#close}
          >
            ${icon('close')}
          </button>
        </div>
        <input
          class="field"
          type="text"
          autofocus
          autocomplete="off"
          role="combobox"
          aria-label=${texts.label}
          placeholder=${texts.label}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls="options"
          aria-activedescendant=${chosen}
          maxlength="3071"
          .value=${this.text}
          @input=${this.#input}
          @keydown=${this.#key}
        />
        <ul id="options" role="listbox" aria-label=${texts.title}>
          ${targets.map((target, index) => this.#option(target, index))}
        </ul>
        ${targets.length > 0 ? nothing : html`<p role="status">${texts.none}</p>`}
      </dialog>
    `;
  }

  #option(target: Target, index: number): TemplateResult {
    const { name, kind, path, view } = target;
    const found = this.views.find(({ id }) => id === view);
    const sign =
      kind === 'view'
        ? html`<span class="sign"
            >${typeof found?.icon === 'string' ? icon(found.icon) : nothing}</span
          >`
        : html`<span class="avatar ${hueOf(path)}">${initialOf(name)}</span>`;
    return html`
      <li
        id=${`option-${index}`}
        role="option"
        aria-selected=${index === this.chosen ? 'true' : 'false'}
        @click=${() => this.#take(target)}
      >
        <span aria-hidden="true">${sign}</span>
        <bdi class="name">${name}</bdi>
        <span class="kind">${this.#speaking.texts[kind]}</span>
      </li>
    `;
  }

  get #targets(): readonly Target[] {
    const { texts, language } = this.#speaking;
    const wanted = this.text.trim().toLocaleLowerCase();
    const people = this.places
      .find(wanted)
      .map(({ jid, name, kind }): Target => ({ view: 'chat', path: jid, name, kind }));
    const views = this.views
      .filter(({ title }) => title[language].toLocaleLowerCase().includes(wanted))
      .map(({ id, title }): Target => ({
        view: id,
        path: '',
        name: title[language],
        kind: 'view',
      }));
    const isKnown = people.some(({ path }) => path === wanted);
    const stranger: Target[] =
      isKnown || !/^[^@/\s]+@[^@/\s]+$/.test(wanted)
        ? []
        : [{ view: 'chat', path: wanted, name: texts.write(wanted), kind: 'person' }];
    return [...people, ...stranger, ...views].slice(0, MOST);
  }

  readonly #close = (): void => {
    this.renderRoot.querySelector('dialog')?.close();
  };

  readonly #input = ({ target }: Event): void => {
    this.text = (target as HTMLInputElement).value; // the listener is the field's own
    this.chosen = 0;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { length } = this.#targets;
    const next = {
      ArrowDown: this.chosen + 1,
      ArrowUp: this.chosen - 1 + length,
      Enter: undefined,
    }[event.key];
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const target = this.#targets[this.chosen];
      if (target !== undefined) this.#take(target);
    } else if (next !== undefined && length > 0) {
      event.preventDefault();
      this.chosen = next % length;
    }
  };

  #take({ view, path }: Target): void {
    this.#close();
    this.dispatchEvent(go({ view, path }));
  }
}
