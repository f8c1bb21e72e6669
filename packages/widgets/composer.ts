import { LitElement, css, html, type TemplateResult } from 'lit';
import { Speaking } from './language/speaking.js';
import { defineTexts } from './language/texts.js';
import { shared } from './styles.js';

const texts = defineTexts({ en: { send: 'Send' }, fr: { send: 'Envoyer' } });

/** After so much silence in the composer one counts as pausing (XEP-0085 section 5.3 has no number). */
const PAUSE_MS = 5000;

/**
 * `<xec-composer>`: a box that grows with what is written. Fires `xec-send` with the text, and
 * `xec-writing` with `composing`, `paused` or `active` when that changes.
 */
export class Composer extends LitElement {
  static override properties = { label: {}, text: { state: true } };

  static override styles = [
    shared,
    css`
      form {
        display: flex;
        align-items: flex-end;
        gap: 0.5rem;
        padding: 0.75rem;
      }

      textarea {
        flex: 1;
        min-width: 0;
        max-height: 9rem;
        padding: 0.6rem 0.85rem;
        border: 1px solid var(--xec-line-strong, #858fa3);
        border-radius: 1.2rem;
        background: var(--xec-field, #fff);
        color: inherit;
        font: inherit;
        line-height: 1.35;
        resize: none;
        field-sizing: content;
      }

      textarea::placeholder {
        color: var(--xec-text-soft, #566074);
        opacity: 1;
      }

      button {
        flex: none;
        padding: 0.6rem 1.1rem;
        border: 1px solid transparent;
        border-radius: 1.2rem;
        background: var(--xec-accent, #2f5fd0);
        color: var(--xec-on-accent, #fff);
        font-weight: 600;
        line-height: 1.35;
      }

      button:disabled {
        background: var(--xec-sunken, #eef1f6);
        color: var(--xec-text-soft, #566074);
        cursor: default;
      }
    `,
  ];

  /** What the box is called. */
  declare label: string;
  declare text: string;
  readonly #speaking = new Speaking(this, texts);
  #writing: 'composing' | 'paused' | 'active' = 'active';
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor() {
    super();
    this.label = 'Message';
    this.text = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Puts a text into the box, for another try. */
  edit(text: string): void {
    this.text = text;
    this.focus();
  }

  /** Begins with another text, for somebody else; what was written so far is given back. */
  swap(text: string): { readonly text: string; readonly wasWriting: boolean } {
    const before = { text: this.text, wasWriting: this.#writing === 'composing' };
    clearTimeout(this.#timer);
    this.#writing = text === '' ? 'active' : 'paused';
    this.text = text;
    return before;
  }

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  override render(): TemplateResult {
    return html`
      <form @submit=${this.#submit}>
        <textarea
          rows="1"
          aria-label=${this.label}
          placeholder=${this.label}
          maxlength="10000"
          .value=${this.text}
          @input=${this.#input}
          @keydown=${this.#key}
        ></textarea>
        <button ?disabled=${this.text.trim() === ''}>${this.#speaking.texts.send}</button>
      </form>
    `;
  }

  readonly #input = ({ target }: Event): void => {
    this.text = (target as HTMLTextAreaElement).value; // the listener is the box's own
    clearTimeout(this.#timer);
    if (this.text === '') {
      this.#become('active');
      return;
    }
    this.#become('composing');
    this.#timer = setTimeout(() => this.#become('paused'), PAUSE_MS);
  };

  readonly #key = (event: KeyboardEvent): void => {
    // While a word is being put together, Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    this.#submit(event);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const detail = this.text.trim();
    if (detail === '') return;
    clearTimeout(this.#timer);
    this.text = '';
    this.#writing = 'active'; // a message says so itself
    this.dispatchEvent(new CustomEvent('xec-send', { detail }));
  };

  #become(writing: 'composing' | 'paused' | 'active'): void {
    if (writing === this.#writing) return;
    this.#writing = writing;
    this.dispatchEvent(new CustomEvent('xec-writing', { detail: writing }));
  }
}
