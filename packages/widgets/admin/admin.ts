import { LitElement, html, nothing, type TemplateResult } from 'lit';
import {
  refused,
  type Desk,
  type Overview,
  type PendingView,
  type SessionView,
} from '../desk/index.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { adminStyles } from './admin-styles.js';
import { chart, handlerTable, journalList, pendingByAge, sessionList } from './parts.js';
import { Polling } from './polling.js';
import { adminTexts } from './texts.js';

const LOOK_MS = 2000;
/** Ten minutes of looks. */
const MOST_LOOKS = 300;

/** All that was seen at once. */
interface Seen {
  readonly overview: Overview;
  readonly sessions: readonly SessionView[];
  readonly pending: readonly PendingView[];
  readonly at: number;
}

/** What is asked for once before it is done. */
type Wish = { readonly what: 'drain' } | { readonly what: 'disconnect'; readonly of: SessionView };

/**
 * `<xec-admin>`: sessions and their states, requests that wait by age, packets a second, slow handlers,
 * journals; ends sessions and drains the gateway, each after one question.
 */
export class Admin extends LitElement {
  static override properties = {
    desk: { attribute: false },
    seen: { state: true },
    failure: { state: true },
    wish: { state: true },
    said: { state: true },
  };

  static override styles = [shared, controls, adminStyles];

  declare desk: Desk | undefined;
  declare seen: Seen | undefined;
  declare failure: string;
  declare wish: Wish | undefined;
  declare said: string;
  readonly #speaking = new Speaking(this, adminTexts);
  readonly #polling: Polling;
  #rates: readonly number[] = [];
  #desk: Desk | undefined = undefined;

  constructor() {
    super();
    this.desk = undefined;
    this.seen = undefined;
    this.failure = '';
    this.wish = undefined;
    this.said = '';
    this.#polling = new Polling(this, () => this.#look(), LOOK_MS);
  }

  override willUpdate(): void {
    if (this.desk === this.#desk) return;
    this.#desk = this.desk;
    this.#polling.now();
  }

  override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.wish !== undefined && dialog?.open === false) dialog.showModal();
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    const { seen } = this;
    const isDraining = seen?.overview.isDraining === true;
    return html`
      <div class="all">
        <div class="top">
          <h1>${texts.title}</h1>
          <span class="soft">${seen === undefined ? nothing : texts.lookedAt(clock(seen.at))}</span>
          <span class="gap"></span>
          <button
            type="button"
            class="button bad"
            ?disabled=${seen === undefined || isDraining}
            @click=${() => (this.wish = { what: 'drain' })}
          >
            ${texts.drain}
          </button>
        </div>
        <p class="banner failure" role="alert">${this.failure}</p>
        <p class="banner" role="status">${isDraining ? texts.draining : this.said}</p>
        ${seen === undefined ? nothing : this.#parts(seen)}
      </div>
      ${this.wish === undefined ? nothing : this.#question(this.wish)}
    `;
  }

  #parts({ overview, sessions, pending }: Seen): TemplateResult {
    const spoken = this.#speaking;
    const { texts, formats } = spoken;
    const number = (value: number): string => formats.number(Math.round(value * 10) / 10);
    const rates = this.#rates;
    const label = texts.rateChart(number(Math.min(...rates)), number(Math.max(...rates)));
    return html`
      <dl class="tiles" aria-label=${texts.overview}>
        ${tile(texts.sessions, number(overview.sessions))}
        ${tile(texts.tabs, number(overview.tabs))} ${tile(texts.pending, number(overview.pending))}
        ${tile(texts.rate, number(overview.packetsPerSecond), chart(rates, label))}
      </dl>
      <div class="column">
        <section aria-labelledby="sessions">
          <h2 id="sessions">${texts.sessions}</h2>
          ${sessionList(sessions, spoken, (of) => (this.wish = { what: 'disconnect', of }))}
        </section>
        <section aria-labelledby="handlers">
          <h2 id="handlers">${texts.handlers}</h2>
          <p class="soft">${texts.handlersHint}</p>
          ${handlerTable(overview.slowHandlers, spoken)}
        </section>
      </div>
      <div class="column">
        <section aria-labelledby="ages">
          <h2 id="ages">${texts.ages}</h2>
          ${pendingByAge(pending, spoken)}
        </section>
        <section aria-labelledby="journals">
          <h2 id="journals">${texts.journals}</h2>
          ${journalList(overview.journals, spoken)}
        </section>
      </div>
    `;
  }

  #question(wish: Wish): TemplateResult {
    const { texts } = this.#speaking;
    const isDrain = wish.what === 'drain';
    return html`
      <dialog aria-labelledby="wish" aria-describedby="why" @close=${this.#answered}>
        <h2 id="wish">${isDrain ? texts.drainTitle : texts.disconnectTitle(wish.of.jid)}</h2>
        <p id="why">${isDrain ? texts.drainWhy : texts.disconnectWhy}</p>
        <form method="dialog" class="buttons">
          <button class="button" value="" autofocus>${texts.cancel}</button>
          <button class="button danger" value="yes">
            ${isDrain ? texts.drain : texts.disconnect}
          </button>
        </form>
      </dialog>
    `;
  }

  readonly #answered = async (event: Event): Promise<void> => {
    const { returnValue } = event.target as HTMLDialogElement; // its own listener
    const { wish, desk } = this;
    this.wish = undefined;
    if (returnValue !== 'yes' || wish === undefined || desk === undefined) return;
    const { texts } = this.#speaking;
    try {
      if (wish.what === 'drain') await desk.drain();
      else await desk.disconnect(wish.of.id);
      this.said = wish.what === 'drain' ? texts.drained : texts.disconnected(wish.of.jid);
    } catch (error) {
      this.#fail(error);
    }
    this.#polling.now();
  };

  async #look(): Promise<void> {
    const { desk } = this;
    if (desk === undefined) return;
    try {
      const [overview, sessions, pending] = await Promise.all([
        desk.overview(),
        desk.sessions(),
        desk.pending(),
      ]);
      this.#rates = [...this.#rates, overview.packetsPerSecond].slice(-MOST_LOOKS);
      this.seen = { overview, sessions, pending, at: Date.now() };
      this.failure = '';
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const { texts } = this.#speaking;
    const { status, message } = refused(this, error);
    if (status === 0) this.failure = texts.unreachable;
    else if (status !== 401) this.failure = texts.failed(message);
  }
}

const tile = (
  name: string,
  value: string,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}${more}</dd>
  </div>`;

/** Hours to seconds, in local time. */
function clock(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
