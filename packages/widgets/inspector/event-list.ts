import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import type { EventLog, Row } from './event-log.js';
import { listStyles } from './list-styles.js';
import { clock, rowWords } from './row-words.js';
import { sign } from './signs.js';
import { inspectorTexts } from './texts.js';
import { visible } from './visible.js';

/** Rows that stand on the page above and below those that are seen. */
const AROUND = 12;
/** The window moves in steps, so that most of scrolling draws nothing. */
const STEP = 6;

/**
 * `<xec-event-list>`: rows of one height, of which those near what is seen stand on the page. At its end it
 * follows what comes; elsewhere it stays where one reads. Fires `xec-select` with a row.
 */
export class EventList extends LitElement {
  static override properties = {
    log: { attribute: false },
    version: { attribute: false },
    selected: { attribute: false },
  };

  static override styles = [
    shared,
    controls,
    css`
      :host {
        container: list / size;
      }
    `,
    listStyles,
  ];

  declare log: EventLog | undefined;
  /** Of the log: another one draws it anew. */
  declare version: number;
  /** The key of the row that is chosen. */
  declare selected: number | undefined;
  readonly #speaking = new Speaking(this, inspectorTexts);
  readonly #sizes = new ResizeObserver(() => this.requestUpdate());
  #isAtEnd = true;
  #start = 0;
  /** How many rows of the log went away, when it was drawn last. */
  #gone = 0;

  constructor() {
    super();
    this.log = undefined;
    this.version = 0;
    this.selected = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override focus(options?: FocusOptions): void {
    this.#scroll?.focus(options);
  }

  override render(): TemplateResult {
    const rows = this.#rows;
    const { texts } = this.#speaking;
    const { start, end } = this.#window(rows.length);
    this.#start = start;
    const shown = rows.slice(start, end);
    const active = shown.some(({ key }) => key === this.selected);
    return html`
      <div
        class="scroll"
        role="listbox"
        tabindex="0"
        aria-label=${texts.rows}
        aria-activedescendant=${active ? `row-${this.selected}` : nothing}
        @scroll=${this.#scrolled}
        @keydown=${this.#pressed}
      >
        <div class="all" role="presentation">
          <div class="window" role="presentation">
            ${repeat(
              shown,
              ({ key }) => key,
              (row, at) => this.#row(row, start + at, rows.length),
            )}
          </div>
        </div>
      </div>
      ${
        rows.length === 0
          ? html`<div class="none">
              <p>${texts.none}</p>
              <p>${texts.noneHint}</p>
            </div>`
          : nothing
      }
      ${
        this.#isAtEnd || rows.length === 0
          ? nothing
          : html`<button type="button" class="button newest" @click=${this.#toEnd}>
              ${sign('down')} ${texts.newest}
            </button>`
      }
    `;
  }

  override updated(_changed: PropertyValues): void {
    const scroll = this.#scroll;
    if (scroll === undefined) return;
    const [rows, rowHeight] = [this.#rows, this.#rowHeight];
    const place = (selector: string): HTMLElement | null =>
      this.renderRoot.querySelector<HTMLElement>(selector);
    const all = place('.all');
    const window = place('.window');
    if (all === null || window === null) return;
    all.style.height = `${rows.length * rowHeight}px`;
    window.style.transform = `translateY(${this.#start * rowHeight}px)`;
    const gone = this.log?.gone ?? 0;
    if (this.#isAtEnd) scroll.scrollTop = scroll.scrollHeight;
    // What went away above moves what is read up by as much.
    else if (gone !== this.#gone) scroll.scrollTop -= (gone - this.#gone) * rowHeight;
    this.#gone = gone;
    const { start } = this.#window(rows.length);
    if (start !== this.#start) this.requestUpdate();
  }

  get #rows(): readonly Row[] {
    return this.log?.rows ?? [];
  }

  /** In pixels: it follows the density, and the size of letters. */
  get #rowHeight(): number {
    const row = this.renderRoot.querySelector('.row');
    return Math.max(row?.getBoundingClientRect().height ?? 30, 1);
  }

  get #scroll(): HTMLElement | undefined {
    return this.renderRoot.querySelector<HTMLElement>('.scroll') ?? undefined;
  }

  #window(count: number): { readonly start: number; readonly end: number } {
    const scroll = this.#scroll;
    const height = this.#rowHeight;
    const seen = Math.ceil((scroll?.clientHeight ?? 800) / height);
    const top = this.#isAtEnd ? count - seen : Math.floor((scroll?.scrollTop ?? 0) / height);
    const start = Math.max(0, Math.floor((top - AROUND) / STEP) * STEP);
    return { start, end: Math.min(count, start + seen + 2 * AROUND + STEP) };
  }

  #row(row: Row, at: number, count: number): TemplateResult {
    const { texts, formats } = this.#speaking;
    if (row.kind !== 'event') {
      const said = row.kind === 'gap' ? texts.gap(formats.number(row.count)) : texts.anew;
      return html`<div
        class="row mark"
        role="option"
        aria-selected="false"
        aria-setsize=${count}
        aria-posinset=${at + 1}
        id=${`row-${row.key}`}
      >
        <span class="said" dir="auto">${said}</span>
      </div>`;
    }
    const { event } = row;
    const { what, more, took } = rowWords(event, texts, formats);
    const time = clock(event.at);
    return html`
      <div
        class="row ${event.kind}"
        role="option"
        id=${`row-${row.key}`}
        aria-selected=${row.key === this.selected ? 'true' : 'false'}
        aria-setsize=${count}
        aria-posinset=${at + 1}
        @click=${() => this.#select(row)}
      >
        <span class="time">${time.slice(0, 8)}<span class="ms">${time.slice(8)}</span></span>
        <span title=${texts[`kind_${event.kind}`]}
          >${sign(event.kind)}<span class="hidden-text">${texts[`kind_${event.kind}`]}</span></span
        >
        <span class="said" dir="ltr"
          ><bdi class="what">${what}</bdi> <bdi class="more">${more}</bdi></span
        >
        <bdi class="session">${visible(event.session)}</bdi>
        <bdi class="took">${took}</bdi>
      </div>
    `;
  }

  #select(row: Row): void {
    this.dispatchEvent(new CustomEvent('xec-select', { detail: row }));
  }

  readonly #scrolled = (): void => {
    const scroll = this.#scroll;
    if (scroll === undefined) return;
    const below = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
    const wasAtEnd = this.#isAtEnd;
    this.#isAtEnd = below < this.#rowHeight;
    const { start } = this.#window(this.#rows.length);
    if (start !== this.#start || wasAtEnd !== this.#isAtEnd) this.requestUpdate();
  };

  readonly #toEnd = (): void => {
    this.#isAtEnd = true;
    this.requestUpdate();
    this.#scroll?.focus();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const rows = this.#rows;
    const page = Math.max(1, Math.floor((this.#scroll?.clientHeight ?? 0) / this.#rowHeight) - 1);
    const at = rows.findIndex(({ key }) => key === this.selected);
    const last = rows.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at === -1 ? last : at - 1,
      PageDown: at + page,
      PageUp: at === -1 ? last : at - page,
      Home: 0,
      End: last,
    };
    const wanted = steps[event.key];
    if (wanted === undefined || rows.length === 0) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, wanted));
    const row = rows[index];
    if (row === undefined) return;
    this.#reveal(index);
    this.#select(row);
  };

  /** Scrolls as far as it takes to see the row. */
  #reveal(index: number): void {
    const scroll = this.#scroll;
    if (scroll === undefined) return;
    const height = this.#rowHeight;
    const [top, bottom] = [index * height, (index + 1) * height];
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (bottom > scroll.scrollTop + scroll.clientHeight) {
      scroll.scrollTop = bottom - scroll.clientHeight;
    }
  }
}
