import { LitElement, html, nothing, type TemplateResult } from 'lit';
import {
  refused,
  type Desk,
  type FixtureView,
  type InspectorEvent,
  type ReplayView,
  type SessionView,
} from '../desk/index.js';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { copyText } from './copy-text.js';
import { fixtureFiles, fixtureView } from './fixture-view.js';
import { lifeView } from './life-view.js';
import { jsonView, looks, xmlView } from './looks.js';
import { paneStyles } from './pane-styles.js';
import { chips, replayView } from './replay-view.js';
import { clock } from './row-words.js';
import { detailTexts } from './texts.js';
import { visible } from './visible.js';

/** What stands in place of secrets. */
const HIDDEN = '…';

/**
 * `<xec-event-details>`: all that is known of one event, and what can be done with it. Fires `xec-close`, and
 * `xec-write` with XML that is to be written on.
 */
export class EventDetails extends LitElement {
  static override properties = {
    desk: { attribute: false },
    event: { attribute: false },
    isGone: { attribute: false },
    sessions: { attribute: false },
    life: { state: true },
    fixture: { state: true },
    replay: { state: true },
    said: { state: true },
    failure: { state: true },
  };

  static override styles = [shared, controls, paneStyles];

  declare desk: Desk | undefined;
  declare event: InspectorEvent | undefined;
  /** Whether the event is one of a gateway that ended since. */
  declare isGone: boolean;
  declare sessions: readonly SessionView[];
  declare life: readonly InspectorEvent[];
  declare fixture: FixtureView | undefined;
  declare replay: ReplayView | undefined;
  declare said: string;
  declare failure: string;
  readonly #speaking = new Speaking(this, detailTexts);
  #shown: InspectorEvent | undefined = undefined;

  constructor() {
    super();
    this.desk = undefined;
    this.event = undefined;
    this.isGone = false;
    this.sessions = [];
    this.life = [];
    this.#reset();
  }

  /** One more event happened: it may be part of the life that is shown. */
  hear(event: InspectorEvent): void {
    const shown = this.event;
    if (shown === undefined || !isOfLife(shown) || !isOfLife(event)) return;
    if (event.id !== shown.id || event.session !== shown.session) return;
    if (!this.life.some(({ n }) => n === event.n)) this.life = [...this.life, event];
  }

  override willUpdate(): void {
    if (this.event === this.#shown) return;
    this.#shown = this.event;
    this.#reset();
    this.life = [];
    void this.#findLife();
  }

  override render(): TemplateResult | typeof nothing {
    const { event } = this;
    if (event === undefined) return nothing;
    const { texts } = this.#speaking;
    return html`
      <div class="head">
        <h2>${texts[event.kind]}</h2>
        <button
          type="button"
          class="button plain bare"
          aria-label=${texts.close}
          title=${texts.close}
          @click=${() => this.dispatchEvent(new CustomEvent('xec-close'))}
        >
          ${icon('close')}
        </button>
      </div>
      <div class="body">
        ${this.#facts(event)} ${this.#buttons(event)}
        <p role="status" class="soft">${this.said}</p>
        <p role="alert" class="failure">${this.failure}</p>
        ${
          this.fixture === undefined
            ? nothing
            : fixtureView(this.fixture, texts, (text) => void this.#copy(text))
        }
        ${this.replay === undefined ? nothing : replayView(this.replay, texts)}
        ${this.life.length > 1 ? lifeView(this.life, event, this.#speaking) : nothing}
        ${this.#content(event)}
      </div>
    `;
  }

  #facts(event: InspectorEvent): TemplateResult {
    const { texts, formats } = this.#speaking;
    const ms = event.kind === 'in' ? formats.number(event.ms) : undefined;
    const facts: readonly (readonly [name: string, value: string | undefined])[] = [
      [texts.at, clock(event.at)],
      [texts.session, event.session],
      [texts.id, isOfLife(event) ? event.id : undefined],
      [texts.from, event.kind === 'packet' ? event.from : undefined],
      [texts.seq, event.kind === 'packet' ? String(event.seq) : undefined],
      [texts.outbound, event.kind === 'out' ? String(event.number) : undefined],
      [texts.took, ms === undefined ? undefined : `${ms} ms`],
      [texts.number, String(event.n)],
    ];
    return html`<dl>
      ${facts.map(([name, value]) =>
        value === undefined
          ? nothing
          : html`<dt>${name}</dt>
              <dd><bdi>${visible(value)}</bdi></dd>`,
      )}
    </dl>`;
  }

  #buttons(event: InspectorEvent): TemplateResult | typeof nothing {
    const { texts } = this.#speaking;
    if (event.kind === 'action') return nothing;
    if (event.kind === 'packet') {
      return html`<div class="buttons">
        ${button(texts.copyContent, () => this.#copy(JSON.stringify(event.content, undefined, 2)))}
      </div>`;
    }
    if (event.xml === '') return nothing;
    const isWhole = event.isCut !== true;
    const isIn = event.kind === 'in';
    return html`<div class="buttons">
      ${button(texts.copy, () => this.#copy(event.xml))}
      ${isIn && isWhole ? button(texts.fixture, () => this.#makeFixture(event.n)) : nothing}
      ${isIn && isWhole ? button(texts.replay, () => this.#replay(event)) : nothing}
      ${isWhole ? button(texts.edit, () => this.#write(event)) : nothing}
    </div>`;
  }

  #content(event: InspectorEvent): TemplateResult | typeof nothing {
    const { texts } = this.#speaking;
    switch (event.kind) {
      case 'action':
        return event.keys === undefined ? nothing : html`${chips(texts.told, event.keys)}`;
      case 'packet':
        return html`<p class="key"><code>${visible(event.key)}</code></p>
          <h3>${texts.content}</h3>
          ${
            'content' in event
              ? jsonView(event.content)
              : html`<p class="soft">${texts.noContent}</p>`
          }`;
      case 'out':
        return this.#xml(event);
      case 'in':
        return html`
          <h3>${texts.levels}</h3>
          ${looks(event.tried, texts)} ${chips(texts.ran, event.ran)}
          ${chips(texts.woke, event.woke === undefined ? [] : [event.woke.action])}
          ${chips(texts.ignored, event.ignored)} ${this.#xml(event)}
        `;
    }
  }

  #xml(event: Extract<InspectorEvent, { readonly kind: 'in' | 'out' }>): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <h3>${texts.xml}</h3>
      ${event.xml === '' ? html`<p class="soft">${texts.secret}</p>` : xmlView(event.xml)}
      ${event.isCut === true && event.xml !== '' ? html`<p class="soft">${texts.cut}</p>` : nothing}
    `;
  }

  #reset(): void {
    this.fixture = undefined;
    this.replay = undefined;
    this.said = '';
    this.failure = '';
  }

  async #findLife(): Promise<void> {
    const { event, desk } = this;
    if (event === undefined || desk === undefined || !isOfLife(event) || event.id === undefined) {
      return;
    }
    const { id, session } = event;
    const found = await desk.events({ id, session }).catch(() => []); // the event itself is there
    if (this.event !== event) return;
    this.life = found.some(({ kind }) => kind === 'action') ? found : [];
  }

  async #copy(text: string): Promise<void> {
    const { texts } = this.#speaking;
    this.said = (await copyText(text)) ? texts.copied : texts.notCopied;
  }

  async #makeFixture(n: number): Promise<void> {
    const { texts } = this.#speaking;
    await this.#ask(async (desk) => {
      const fixture = await desk.fixture(n);
      this.fixture = fixture;
      const isCopied = await copyText(fixtureFiles(fixture));
      this.said = isCopied ? texts.fixtureCopied : texts.notCopied;
    });
  }

  async #replay({ xml, session }: { readonly xml: string; readonly session: string }) {
    const id = this.sessions.find((each) => each.session === session)?.id ?? '';
    await this.#ask(async (desk) => {
      this.replay = await desk.replay(id, xml);
      if (xml.includes(HIDDEN)) this.said = this.#speaking.texts.replaySecret;
    });
  }

  /** Asks the gateway for something about an event that it has. */
  async #ask(run: (desk: Desk) => Promise<void>): Promise<void> {
    const { texts } = this.#speaking;
    this.#reset();
    if (this.isGone) this.failure = texts.gone;
    if (this.desk === undefined || this.isGone) return;
    try {
      await run(this.desk);
    } catch (error) {
      const { status, message } = refused(this, error);
      this.failure = status === 0 ? texts.unreachable : texts.failed(message);
    }
  }

  #write({ xml, session }: { readonly xml: string; readonly session: string }): void {
    this.dispatchEvent(new CustomEvent('xec-write', { detail: { xml, session } }));
  }
}

/** Whether an event has an id: that of a request, or of the stanza that belongs to it. */
const isOfLife = (
  event: InspectorEvent,
): event is Extract<InspectorEvent, { readonly kind: 'in' | 'out' | 'action' }> =>
  event.kind !== 'packet';

const button = (name: string, press: () => unknown): TemplateResult =>
  html`<button type="button" class="button" @click=${press}>${name}</button>`;
