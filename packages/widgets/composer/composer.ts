import type { PacketSource } from '@xec/packet-source';
import { stateOf } from '@xec/state';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Speaking } from '../language/speaking.js';
import { shared } from '../styles.js';
import { beginTask } from '../begin-task.js';
import { fileRow, type FileActs } from './file-row.js';
import { Files } from './files.js';
import { composerStyles } from './styles.js';
import { texts } from './texts.js';

/** After so much silence in the composer one counts as pausing (XEP-0085 section 5.3 has no number). */
const PAUSE_MS = 5000;

/** What somebody does in the composer. */
export type Writing = 'composing' | 'paused' | 'active';

/**
 * `<xec-composer>`: a box that grows with what is written. Fires
 * - `xec-send` with the text,
 * - `xec-attach` with an `Arrival` of a file that was pasted, dropped or chosen, and sent: once
 *   others can get it,
 * - `xec-task` for each file on its way (see `beginTask`),
 * - `xec-writing` with `composing`, `paused` or `active` when that changes,
 * - `xec-draft` with the text as it is,
 * - `xec-edit-last` when somebody presses ↑ in an empty box,
 * - `xec-cancel` when somebody presses Escape.
 */
export class Composer extends LitElement {
  static override properties = {
    source: { attribute: false },
    label: {},
    place: {},
    text: { state: true },
    warning: { state: true },
  };

  static override styles = [shared, composerStyles];

  /** What takes files; without one there is nothing to send them by. */
  declare source: PacketSource | undefined;
  /** What the box is called. */
  declare label: string;
  /** The conversation that one writes to: files stay with theirs. */
  declare place: string;
  declare text: string;
  declare warning: string;
  #writing: Writing = 'active';
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;
  readonly #speaking = new Speaking(this, texts);
  readonly #files = new Files({
    changed: () => this.requestUpdate(),
    arrived: (arrival) => this.#fire('xec-attach', arrival),
    task: (options) => beginTask(this, options),
  });
  readonly #acts: FileActs = {
    describe: (id, desc) => this.#files.describe(id, desc),
    retry: (id) => this.#retry(id),
    cancel: (id) => this.#files.cancel(id),
  };

  constructor() {
    super();
    this.source = undefined;
    this.label = '';
    this.place = '';
    this.text = '';
    this.warning = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // The files of one account are not another's.
    if (changed.has('source') && changed.get('source') !== undefined) this.#files.cancelAll();
    this.#files.place = this.place;
  }

  /** Puts a text into the box, to be changed. */
  edit(text: string): void {
    this.text = text;
    this.focus();
  }

  /** Begins with another text, for somebody else. @returns whether somebody was writing */
  swap(text: string): boolean {
    const wasWriting = this.#writing === 'composing';
    clearTimeout(this.#timer);
    this.#writing = text === '' ? 'active' : 'paused';
    this.text = text;
    return wasWriting;
  }

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  override render(): TemplateResult {
    const { texts: words, formats } = this.#speaking;
    const label = this.label === '' ? words.message : this.label;
    const { all } = this.#files;
    return html`
      ${
        all.length === 0 && this.warning === ''
          ? nothing
          : html`<ul>
              ${all.map((each) => fileRow(each, words, formats, this.#acts))}
              ${this.warning === '' ? nothing : html`<li class="why" role="alert">${this.warning}</li>`}
            </ul>`
      }
      <form
        @submit=${this.#submit}
        @dragover=${this.#dragged}
        @dragleave=${this.#undragged}
        @drop=${this.#dropped}
      >
        ${
          this.source === undefined
            ? nothing
            : html`<input type="file" multiple tabindex="-1" @change=${this.#chosen} />
                <button
                  type="button"
                  class="attach"
                  aria-label=${words.attach}
                  title=${words.attach}
                  @click=${this.#choose}
                >
                  +
                </button>`
        }
        <textarea
          rows="1"
          aria-label=${label}
          placeholder=${label}
          maxlength="10000"
          .value=${this.text}
          @input=${this.#input}
          @keydown=${this.#key}
          @paste=${this.#pasted}
        ></textarea>
        <button ?disabled=${this.text.trim() === '' && !this.#files.isWaiting}>
          ${words.send}
        </button>
      </form>
    `;
  }

  readonly #choose = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };

  readonly #chosen = ({ target }: Event): void => {
    const input = target as HTMLInputElement; // the listener is the input's own
    this.#take(input.files);
    input.value = '';
  };

  readonly #pasted = (event: ClipboardEvent): void => {
    if (this.#take(event.clipboardData?.files)) event.preventDefault();
  };

  readonly #dragged = (event: DragEvent): void => {
    if (this.source === undefined || event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    this.classList.add('dropping');
  };

  readonly #undragged = (): void => {
    this.classList.remove('dropping');
  };

  readonly #dropped = (event: DragEvent): void => {
    this.#undragged();
    if (this.#take(event.dataTransfer?.files)) event.preventDefault();
  };

  /** @returns whether there were files */
  #take(files: FileList | null | undefined): boolean {
    if (files === null || files === undefined || files.length === 0) return false;
    if (this.source === undefined) return false;
    this.warning = '';
    for (const file of files) {
      if (this.#files.isFull) this.warning = this.#speaking.texts.tooMany;
      this.#files.choose(file);
    }
    return true;
  }

  #retry(id: number): void {
    if (this.source !== undefined) this.#files.retry(this.source, id, this.#domain ?? '');
  }

  get #domain(): string | undefined {
    const self = this.source && stateOf(this.source).conversations.self;
    return self?.slice(self.indexOf('@') + 1);
  }

  readonly #input = ({ target }: Event): void => {
    this.text = (target as HTMLTextAreaElement).value; // the listener is the box's own
    this.#fire('xec-draft', this.text);
    clearTimeout(this.#timer);
    if (this.text === '') {
      this.#become('active');
      return;
    }
    this.#become('composing');
    this.#timer = setTimeout(() => this.#become('paused'), PAUSE_MS);
  };

  readonly #key = (event: KeyboardEvent): void => {
    // While a word is being put together, all keys belong to the input method.
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) this.#submit(event);
    else if (event.key === 'ArrowUp' && this.text === '') {
      event.preventDefault();
      this.#fire('xec-edit-last', undefined);
    } else if (event.key === 'Escape') this.#fire('xec-cancel', undefined);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.source !== undefined) this.#files.sendAll(this.source, this.#domain ?? '');
    const detail = this.text.trim();
    if (detail === '') return;
    clearTimeout(this.#timer);
    this.text = '';
    this.#writing = 'active'; // a message says so itself
    this.#fire('xec-send', detail);
    this.#fire('xec-draft', '');
  };

  #become(writing: Writing): void {
    if (writing === this.#writing) return;
    this.#writing = writing;
    this.#fire('xec-writing', writing);
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
