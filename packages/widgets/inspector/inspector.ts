import { LitElement, html, nothing, type TemplateResult } from 'lit';
import {
  refused,
  type Desk,
  type EventFilter,
  type InspectorEvent,
  type SessionView,
} from '../desk/index.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import type { EventDetails } from './event-details.js';
import { EventLog, type Row } from './event-log.js';
import { inspectorStyles } from './inspector-styles.js';
import { inspectorTexts } from './texts.js';
import { toolbar, type Search } from './tools.js';
import { Watching } from './watching.js';

/** So long after the last letter the gateway is asked for what fits. */
const SEARCH_MS = 250;

type EventRow = Extract<Row, { readonly kind: 'event' }>;

/**
 * `<xec-inspector>`: what sessions of a gateway do, as they do it. Stanzas both ways, steps of requests,
 * packets; filtered, paused, copied, sent and replayed.
 */
export class Inspector extends LitElement {
  static override properties = {
    desk: { attribute: false },
    sessions: { state: true },
    kind: { state: true },
    session: { state: true },
    by: { state: true },
    chosen: { state: true },
    isWriting: { state: true },
    draft: { state: true },
  };

  static override styles = [shared, controls, inspectorStyles];

  declare desk: Desk | undefined;
  declare sessions: readonly SessionView[];
  declare kind: InspectorEvent['kind'] | undefined;
  declare session: string | undefined;
  declare by: Search;
  declare chosen: EventRow | undefined;
  declare isWriting: boolean;
  /** A stanza that is written on. */
  declare draft: { readonly xml: string; readonly session: string } | undefined;
  readonly #speaking = new Speaking(this, inspectorTexts);
  readonly #log = new EventLog();
  #watching: Watching | undefined = undefined;
  #watched: Desk | undefined = undefined;
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;
  #frame = 0;

  constructor() {
    super();
    this.desk = undefined;
    this.sessions = [];
    this.kind = undefined;
    this.session = undefined;
    this.by = 'text';
    this.chosen = undefined;
    this.isWriting = false;
    this.draft = undefined;
    this.addEventListener('keydown', this.#pressed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override willUpdate(): void {
    if (this.desk === this.#watched || !this.isConnected) return;
    this.#stop();
    this.#watched = this.desk;
    if (this.desk === undefined) return;
    this.#watching = new Watching(this.desk, {
      add: (content) => {
        this.#log.add(content);
        if (content.kind === 'event') this.#details?.hear(content.event);
        this.#drawSoon();
      },
      clear: () => {
        this.#log.clear();
        this.#drawSoon();
      },
      changed: () => this.requestUpdate(),
      signedOut: () => this.dispatchEvent(new CustomEvent('xec-signed-out', composed)),
    });
    this.#watching.start();
    void this.#findSessions();
  }

  override render(): TemplateResult {
    const { texts, formats } = this.#speaking;
    const watching = this.#watching;
    const pane = this.#pane();
    return html`
      <h1 class="hidden-text">${texts.title}</h1>
      ${toolbar({
        ...{ texts, formats, sessions: this.sessions },
        ...{ kind: this.kind, session: this.session, by: this.by },
        state: watching?.state ?? 'connecting',
        isPaused: watching?.isPaused ?? false,
        count: this.#log.rows.length,
        choose: (kind) => {
          this.kind = kind;
          this.#watchAnew();
        },
        chooseSession: (session) => {
          this.session = session;
          this.#watchAnew();
        },
        chooseSearch: this.#chooseSearch,
        search: this.#search,
        togglePause: this.#togglePause,
        clear: () => {
          this.#log.clear();
          this.requestUpdate();
        },
        write: () => {
          this.isWriting = true;
          void this.#findSessions();
        },
      })}
      <div class="panes ${pane === nothing ? '' : 'two'}">
        <xec-event-list
          .log=${this.#log}
          .version=${this.#log.version}
          .selected=${this.chosen?.key}
          @xec-select=${this.#selected}
        ></xec-event-list>
        ${pane}
      </div>
    `;
  }

  #pane(): TemplateResult | typeof nothing {
    if (this.isWriting) {
      const { draft } = this;
      return html`<xec-stanza-desk
        class="pane"
        .desk=${this.desk}
        .sessions=${this.sessions}
        .session=${draft?.session ?? this.session}
        .xml=${draft?.xml ?? nothing}
        @xec-close=${this.#closePane}
      ></xec-stanza-desk>`;
    }
    const { chosen } = this;
    if (chosen === undefined) return nothing;
    return html`<xec-event-details
      class="pane"
      .desk=${this.desk}
      .sessions=${this.sessions}
      .event=${chosen.event}
      .isGone=${chosen.ring !== this.#watching?.ring}
      @xec-close=${this.#closePane}
      @xec-write=${this.#write}
    ></xec-event-details>`;
  }

  get #details(): EventDetails | undefined {
    return this.renderRoot.querySelector<EventDetails>('xec-event-details') ?? undefined;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#watching?.stop();
    this.#watching = undefined;
    this.#watched = undefined;
  }

  /** However many events come, they are drawn once a frame. */
  #drawSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.requestUpdate();
    });
  }

  async #findSessions(): Promise<void> {
    try {
      this.sessions = (await this.desk?.sessions()) ?? [];
    } catch (error) {
      refused(this, error);
    }
  }

  get #filter(): EventFilter {
    const { kind, session, by } = this;
    const text = this.#text.trim();
    return {
      ...(kind !== undefined && { kind }),
      ...(session !== undefined && { session }),
      ...(by !== 'text' && text !== '' && { [by]: text }),
    };
  }

  #watchAnew(): void {
    this.chosen = undefined;
    this.#watching?.watch(this.#filter);
  }

  readonly #chooseSearch = (by: Search): void => {
    this.by = by;
    this.#log.search(by === 'text' ? this.#text : '');
    this.#watchAnew();
  };

  readonly #search = (text: string): void => {
    this.#text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.by === 'text') {
        this.#log.search(text);
        this.requestUpdate();
      } else {
        this.#watchAnew();
      }
    }, SEARCH_MS);
  };

  readonly #togglePause = (): void => {
    if (this.#watching?.isPaused === true) this.#watching.resume();
    else this.#watching?.pause();
  };

  readonly #selected = ({ detail }: CustomEvent<Row>): void => {
    if (detail.kind !== 'event') return;
    this.chosen = detail;
    this.isWriting = false;
  };

  readonly #write = ({ detail }: CustomEvent<{ xml: string; session: string }>): void => {
    this.draft = detail;
    this.isWriting = true;
  };

  readonly #pressed = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && (this.isWriting || this.chosen !== undefined)) void this.#closePane();
  };

  readonly #closePane = async (): Promise<void> => {
    // From a stanza that is written back to the event that it was made of.
    if (this.isWriting) this.isWriting = false;
    else this.chosen = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('xec-event-list')?.focus();
  };
}

const composed = { bubbles: true, composed: true } as const;
