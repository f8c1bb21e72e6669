import type { PacketSource } from '@xec/packet-source';
import { stateKeys, stateOf, type Contact, type State, type SubscriptionRequest } from '@xec/state';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { Following } from '../following.js';
import { Speaking } from '../language/speaking.js';
import { Leaving } from '../leaving.js';
import { avatar, controls, shared } from '../styles.js';
import { entryForm, readEntry, type Entry } from './entry-form.js';
import { face, isMeant, rove, unreadCount } from './person.js';
import { personStyles, rosterStyles } from './styles.js';
import { texts } from './texts.js';
import { waitingRows, waitingStyles } from './waiting.js';

/** All actions that a roster requests. */
export const rosterActions: readonly string[] = [
  'Roster/AddItem',
  'Roster/UpdateItem',
  'Roster/RemoveItem',
  'Presence/Subscribe',
  'Presence/Subscribed',
  'Presence/Unsubscribed',
  'Blocking/Block',
];

/** Which conversation somebody wants to see. */
export type OpenChat = CustomEvent<Pick<Contact, 'jid' | 'name'>>;

/** So many contacts are worth a search. */
const WORTH_A_SEARCH = 8;

/**
 * `<xec-roster>`: the contacts in their groups, who of them is there, who wrote, and who wants to be
 * one. Choosing one fires `xec-open-chat`.
 */
export class RosterList extends LitElement {
  /** The keys it lives on. */
  static readonly keys = stateKeys;

  static override properties = {
    source: { attribute: false },
    open: {},
    wanted: { state: true },
    changing: { state: true },
    trouble: { state: true },
  };

  static override styles = [shared, controls, avatar, personStyles, rosterStyles, waitingStyles];

  declare source: PacketSource | undefined;
  /** The JID of the conversation that is shown. */
  declare open: string | undefined;
  /** What is searched for. */
  declare wanted: string;
  /** The JID of the contact that is changed; `''`: a new one. */
  declare changing: string | undefined;
  declare trouble: string;
  #state: State | undefined = undefined;
  readonly #leaving = new Leaving();
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.source = undefined;
    this.open = undefined;
    this.wanted = '';
    this.changing = undefined;
    this.trouble = '';
    new Following(this, (source) => {
      const state = stateOf(source);
      this.#state = state;
      const draw = (): void => this.requestUpdate();
      return [
        state.roster.onChange(draw),
        state.conversations.onChange(draw),
        state.avatars.onChange(draw),
      ];
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.finish();
  }

  override render(): TemplateResult | typeof nothing {
    const roster = this.#state?.roster;
    const { texts: words } = this.#speaking;
    if (roster === undefined) return nothing;
    if (!roster.isKnown) return waitingRows(words.asking);
    const { contacts, requests } = roster;
    const found = contacts.filter((contact) => isMeant(contact, this.wanted));
    return html`
      ${requests.length === 0 ? nothing : this.#requests(requests)}
      ${contacts.length < WORTH_A_SEARCH && this.wanted === '' ? nothing : this.#search()}
      ${this.trouble === '' ? nothing : html`<p class="trouble" role="alert">${this.trouble}</p>`}
      ${contacts.length === 0 ? html`<p>${words.nobody}</p>` : nothing}
      ${contacts.length > 0 && found.length === 0 ? html`<p>${words.nobodyFound}</p>` : nothing}
      <div @keydown=${this.#move}>${this.#groups(found)}</div>
      ${
        this.changing === ''
          ? this.#form(undefined)
          : html`<button type="button" class="button add" @click=${() => this.#change('')}>
              ${words.add}
            </button>`
      }
    `;
  }

  /** Without groups there is one list; with them a contact stands in each of its groups. */
  #groups(contacts: readonly Contact[]): unknown {
    const names = this.#state?.roster.groups ?? [];
    const first = contacts.some(({ jid }) => jid === this.open) ? this.open : contacts[0]?.jid;
    const list = (some: readonly Contact[]) =>
      html`<ul>
        ${some.map((contact) => this.#contact(contact, contact.jid === first))}
      </ul>`;
    if (names.length === 0) return list(contacts);
    const rest = contacts.filter(({ groups }) => groups.length === 0);
    const groups = names.map(
      (name) => [name, contacts.filter((each) => each.groups.includes(name))] as const,
    );
    return [...groups, [this.#speaking.texts.others, rest] as const]
      .filter(([, some]) => some.length > 0)
      .map(
        ([name, some]) =>
          html`<h2><bdi>${name}</bdi></h2>
            ${list(some)}`,
      );
  }

  #contact(contact: Contact, isFirst: boolean): TemplateResult {
    const { jid, name, availability, status, isAsked } = contact;
    const { texts: words } = this.#speaking;
    if (this.changing === jid) {
      return html`<li>
        ${this.#form(contact)}
        <xec-contact-profile brief .source=${this.source} .jid=${jid}></xec-contact-profile>
      </li>`;
    }
    if (this.#leaving.has(jid)) return this.#removed(contact);
    return html`<li>
      <button
        type="button"
        class="person"
        title=${jid}
        tabindex=${isFirst ? '0' : '-1'}
        aria-current=${jid === this.open ? 'true' : 'false'}
        @click=${() => this.#choose(contact)}
      >
        ${face(jid, name, this.#state?.avatars.get(jid), availability)}
        <span class="who">
          <bdi class="name">${name}</bdi>
          <span class="status">
            ${words[availability]}${status === undefined ? nothing : html` · <bdi>${status}</bdi>`}
            ${isAsked ? html` · ${words.pending}` : nothing}
          </span>
        </span>
        ${unreadCount(this.#state?.conversations.get(jid)?.unread ?? 0, words.unread)}
      </button>
      <button
        type="button"
        class="button plain bare more"
        aria-label=${words.more}
        title="${words.more}: ${name}"
        @click=${() => this.#change(jid)}
      >
        ⋯
      </button>
    </li>`;
  }

  #removed({ jid, name }: Contact): TemplateResult {
    const { texts: words } = this.#speaking;
    return html`<li>
      <p><bdi>${name}</bdi> · ${words.removed}</p>
      <button type="button" class="button" @click=${() => this.#undo(jid)}>${words.undo}</button>
    </li>`;
  }

  #search(): TemplateResult {
    const { texts: words } = this.#speaking;
    return html`<div class="search">
      <input
        class="field"
        type="search"
        aria-label=${words.search}
        placeholder=${words.search}
        .value=${this.wanted}
        @input=${({ target }: Event) => {
          this.wanted = (target as HTMLInputElement).value; // the listener is the field's own
        }}
      />
    </div>`;
  }

  #requests(requests: readonly SubscriptionRequest[]): TemplateResult {
    const { texts: words } = this.#speaking;
    return html`<h2>${words.requests}</h2>
      <ul>
        ${requests.map(
          ({ jid, nick, status }) =>
            html`<li class="request">
              <span><bdi class="name">${nick ?? jid}</bdi><bdi class="status">${jid}</bdi></span>
              ${status?.[0] === undefined ? nothing : html`<bdi>${status[0].text}</bdi>`}
              <span class="buttons">
                <button type="button" class="button main" @click=${() => this.#accept(jid, nick)}>
                  ${words.accept}
                </button>
                <button
                  type="button"
                  class="button"
                  @click=${() => this.#ask('Presence/Unsubscribed', { to: jid })}
                >
                  ${words.refuse}
                </button>
                <button
                  type="button"
                  class="button bad"
                  @click=${() => this.#ask('Blocking/Block', { jids: [jid] })}
                >
                  ${words.block}
                </button>
              </span>
            </li>`,
        )}
      </ul>`;
  }

  #form(contact: Contact | undefined): TemplateResult {
    const remove = contact && (() => this.#remove(contact));
    return entryForm(contact, this.#speaking.texts, {
      save: (entry) => this.#save(entry, contact),
      cancel: () => this.#change(undefined),
      remove,
    });
  }

  #choose({ jid, name }: Contact): void {
    const detail = { jid, name };
    this.dispatchEvent(new CustomEvent('xec-open-chat', { detail, bubbles: true, composed: true }));
  }

  #change(jid: string | undefined): void {
    this.trouble = '';
    this.changing = jid;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('form')?.querySelector('input')?.focus(),
    );
  }

  #save(form: HTMLFormElement, contact: Contact | undefined): void {
    const entry = readEntry(form, contact?.jid);
    this.changing = undefined;
    void this.#saved(entry, contact);
  }

  async #saved(entry: Entry, contact: Contact | undefined): Promise<void> {
    const action = contact === undefined ? 'Roster/AddItem' : 'Roster/UpdateItem';
    const isSaved = await this.#ask(action, entry);
    if (isSaved && contact === undefined) await this.#ask('Presence/Subscribe', { to: entry.jid });
  }

  #remove({ jid }: Contact): void {
    this.changing = undefined;
    this.#leaving.begin(jid, () => {
      void this.#ask('Roster/RemoveItem', { jid });
      this.requestUpdate();
    });
  }

  #undo(jid: string): void {
    this.#leaving.undo(jid);
    this.requestUpdate();
  }

  /** Whoever may see us is one whom we want to see. */
  async #accept(jid: string, nick: string | undefined): Promise<void> {
    const contact = this.#state?.roster.contact(jid);
    if (!(await this.#ask('Presence/Subscribed', { to: jid }))) return;
    if (contact?.subscription === 'to' || contact?.subscription === 'both') return;
    if (contact?.isListed !== true && nick !== undefined) {
      await this.#ask('Roster/AddItem', { jid, name: nick });
    }
    await this.#ask('Presence/Subscribe', { to: jid });
  }

  /** @returns whether it was done; where not, why stands there */
  async #ask(action: string, params: unknown): Promise<boolean> {
    try {
      await this.source?.request(action, params);
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.trouble = this.#speaking.texts.failed(why);
      return false;
    }
  }

  readonly #move = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.person')]);
  };
}
