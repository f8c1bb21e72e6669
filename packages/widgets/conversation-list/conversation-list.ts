import type { PacketSource } from '@xec/packet-source';
import {
  bareOf,
  resourceOf,
  stateKeys,
  stateOf,
  wordsOf,
  type Availability,
  type Contact,
  type Conversation,
  type State,
} from '@xec/state';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Following } from '../following.js';
import { Speaking } from '../language/speaking.js';
import { face, rove, unreadCount } from '../roster/person.js';
import { personStyles } from '../roster/styles.js';
import { texts as rosterTexts } from '../roster/texts.js';
import { waitingRows, waitingStyles } from '../roster/waiting.js';
import { avatar, shared } from '../styles.js';
import { texts } from './texts.js';

/** How much of a last line is shown, in characters. */
const MOST = 120;

/**
 * `<xec-conversation-list>`: conversations with contacts and in rooms, the latest first: what was said
 * last and when, what nobody looked at, who is writing, what was written and not sent. Below them contacts
 * with whom nothing was said yet. Choosing one fires `xec-open-chat`.
 */
export class ConversationList extends LitElement {
  /** The keys it lives on. */
  static readonly keys = stateKeys;

  static override properties = { source: { attribute: false }, open: {} };

  static override styles = [
    shared,
    avatar,
    personStyles,
    waitingStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }

      p {
        padding: 1rem;
        color: var(--xec-text-soft, #566074);
      }

      .top {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
      }

      .top .name {
        flex: 1;
        min-width: 0;
      }

      time {
        flex: none;
        color: var(--xec-text-soft, #566074);
        font-size: 0.75rem;
      }

      h2 {
        margin: 0;
        padding: 0.9rem 1rem 0.3rem;
        color: var(--xec-text-soft, #566074);
        font-size: 0.8125rem;
        font-weight: 600;
      }

      .draft {
        color: var(--xec-bad, #b92d33);
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** The JID of the conversation that is shown. */
  declare open: string | undefined;
  #state: State | undefined = undefined;
  readonly #speaking = new Speaking(this, texts);
  readonly #reachable = new Speaking(this, rosterTexts);

  constructor() {
    super();
    this.source = undefined;
    this.open = undefined;
    new Following(this, (source) => {
      const state = stateOf(source);
      this.#state = state;
      const draw = (): void => this.requestUpdate();
      return [
        state.conversations.onChange(draw),
        state.roster.onChange(draw),
        state.rooms.onChange(draw),
        state.avatars.onChange(draw),
      ];
    });
  }

  override render(): TemplateResult {
    const all = this.#state?.conversations.list ?? [];
    const others = this.#others(all);
    if (all.length === 0 && others.length === 0) {
      const isKnown = this.#state?.roster.isKnown ?? false;
      if (!isKnown) return waitingRows(this.#reachable.texts.asking);
      return html`<p>${this.#speaking.texts.empty}</p>`;
    }
    const jids = [...all, ...others].map(({ jid }) => jid);
    const first = jids.find((jid) => jid === this.open) ?? jids[0];
    return html`<div @keydown=${this.#move}>
      <ul>
        ${repeat(
          all,
          ({ jid }) => jid,
          (each) => html`<li>${this.#row(each, each.jid === first)}</li>`,
        )}
      </ul>
      ${
        others.length === 0
          ? nothing
          : html`<h2>${this.#speaking.texts.others}</h2>
              <ul>
                ${repeat(
                  others,
                  ({ jid }) => jid,
                  (each) => html`<li>${this.#contact(each, each.jid === first)}</li>`,
                )}
              </ul>`
      }
    </div>`;
  }

  /** Contacts with whom nothing was said. */
  #others(all: readonly Conversation[]): readonly Contact[] {
    const known = new Set(all.map(({ jid }) => jid));
    return (this.#state?.roster.contacts ?? []).filter(({ jid }) => !known.has(jid));
  }

  #contact({ jid, name, availability, status }: Contact, isFirst: boolean): TemplateResult {
    const said = status === undefined ? nothing : html` · <bdi>${status}</bdi>`;
    return html`<button
      type="button"
      class="person"
      title=${jid}
      tabindex=${isFirst ? '0' : '-1'}
      aria-current=${jid === this.open ? 'true' : 'false'}
      @click=${() => this.#choose(jid, name)}
    >
      ${face(jid, name, this.#state?.avatars.get(jid), availability)}
      <span class="who">
        <bdi class="name">${name}</bdi>
        <span class="status">${this.#reachable.texts[availability]}${said}</span>
      </span>
    </button>`;
  }

  /** What the colour of a face says, for who does not see it. */
  #availability(availability: Availability | undefined): TemplateResult | typeof nothing {
    return availability === undefined
      ? nothing
      : html`<span class="hidden-text">${this.#reachable.texts[availability]}</span>`;
  }

  #row(conversation: Conversation, isFirst: boolean): TemplateResult {
    const { jid, isRoom, last, unread } = conversation;
    const { texts: words, formats } = this.#speaking;
    const name = this.#nameOf(conversation);
    const availability = isRoom ? undefined : this.#state?.roster.contact(jid).availability;
    return html`<button
      type="button"
      class="person"
      title=${jid}
      tabindex=${isFirst ? '0' : '-1'}
      aria-current=${jid === this.open ? 'true' : 'false'}
      @click=${() => this.#choose(jid, name)}
    >
      ${face(jid, name, this.#state?.avatars.get(jid), availability)}
      <span class="who">
        <span class="top">
          <bdi class="name">${name}</bdi> ${this.#availability(availability)}
          ${
            last === undefined
              ? nothing
              : html`<time datetime=${new Date(last.at).toISOString()}
                  >${isToday(last.at) ? formats.time(last.at) : formats.day(last.at, Date.now())}</time
                >`
          }
        </span>
        <span class="status">${this.#lastLine(conversation)}</span>
      </span>
      ${unreadCount(unread, words.unread)}
    </button>`;
  }

  #lastLine({ writing, draft, last, isRoom }: Conversation): unknown {
    const { texts: words } = this.#speaking;
    const [somebody] = writing;
    if (somebody !== undefined) {
      return html`${isRoom ? html`<bdi>${somebody}</bdi> ` : nothing}${words.writing}`;
    }
    if (draft !== '') {
      return html`<span class="draft">${words.draft}:</span> <bdi>${draft.slice(0, MOST)}</bdi>`;
    }
    if (last === undefined) return isRoom ? words.room : nothing;
    if (last.isRetracted) return words.retracted;
    const who = last.isOwn ? words.you : isRoom ? last.nick : undefined;
    return html`${
        last.progress === 'failed' ? html`<span class="draft">${words.waiting}</span> · ` : nothing
      }${who === undefined ? nothing : html`<bdi>${who}</bdi>: `}<bdi
        >${wordsOf(last).slice(0, MOST)}</bdi
      >`;
  }

  #nameOf({ jid, isRoom }: Conversation): string {
    const state = this.#state;
    if (isRoom) return state?.rooms.room(jid).name ?? jid;
    // Private words of an occupant.
    if (resourceOf(jid) !== '') {
      return `${resourceOf(jid)} (${state?.rooms.room(bareOf(jid)).name ?? bareOf(jid)})`;
    }
    return state?.roster.contact(jid).name ?? jid;
  }

  #choose(jid: string, name: string): void {
    const detail = { jid, name };
    this.dispatchEvent(new CustomEvent('xec-open-chat', { detail, bubbles: true, composed: true }));
  }

  readonly #move = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.person')]);
  };
}

const isToday = (at: number): boolean => new Date(at).toDateString() === new Date().toDateString();
