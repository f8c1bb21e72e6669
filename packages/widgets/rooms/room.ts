import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { stateKeys, type Occupant, type Room } from '@xec/state';
import { Asking } from '../asking/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { controls, shared } from '../styles.js';
import { FollowedRooms } from './follow-rooms.js';
import { texts } from './texts.js';

/**
 * `<xec-room>`: one room: subject, people, settings, and the way out. Fires `xec-open-chat`
 * `{ jid, name }`, `xec-join` with a JID, and `xec-gone` when there is nothing left to show.
 */
export class RoomWidget extends LitElement {
  /** The keys it lives on. */
  static readonly keys = stateKeys;

  static override properties = {
    source: { attribute: false },
    jid: {},
    editing: { state: true },
  };

  static override styles = [
    shared,
    controls,
    panel,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 1rem;
      }
    `,
  ];

  declare source: PacketSource | undefined;
  declare jid: string;
  declare editing: 'subject' | 'nick' | undefined;
  readonly #rooms = new FollowedRooms(this);
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.source = undefined;
    this.jid = '';
    this.editing = undefined;
  }

  override render(): TemplateResult {
    const room = this.#rooms.now.room(this.jid);
    const me = room.self;
    return html`
      <section class="panel">${this.#about(room, me)}</section>
      ${
        me === undefined
          ? nothing
          : html`
              <xec-room-people .source=${this.source} .room=${room} .me=${me}></xec-room-people>
              <xec-room-settings
                .source=${this.source}
                .room=${room}
                .me=${me}
                @xec-gone=${this.#gone}
              ></xec-room-settings>
            `
      }
    `;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #about(room: Room, me: Occupant | undefined): TemplateResult {
    const words = this.#words;
    const { jid, name, description, farewell, isNew } = room;
    return html`
      <div>
        <h2><bdi>${name}</bdi></h2>
        <bdi class="soft small">${jid}</bdi>
      </div>
      ${description === undefined ? nothing : html`<p class="soft" dir="auto">${description}</p>`}
      ${
        farewell === undefined
          ? nothing
          : html`<p class="note" role="status" dir="auto">
              ${words.farewell(farewell)}
              ${
                farewell.alternate === undefined
                  ? nothing
                  : html`<button
                      type="button"
                      class="link"
                      @click=${() => this.#fire('xec-join', farewell.alternate)}
                    >
                      ${words.goInstead(farewell.alternate)}
                    </button>`
              }
            </p>`
      }
      ${isNew && me !== undefined ? html`<p class="note">${words.created}</p>` : nothing}
      ${me === undefined ? nothing : this.#subject(room)}
      <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
        ${this.#asking.failure}
      </p>
      <div class="row">${me === undefined ? this.#outside(room) : this.#inside(room)}</div>
      ${this.#bookmark(room)}
    `;
  }

  #subject({ subject }: Room): TemplateResult {
    const words = this.#words;
    if (this.editing !== undefined) return this.#edit(this.editing, subject);
    return html`<div class="row">
      <p class="grow" dir="auto">
        <span class="soft small">${words.subject}</span><br />
        ${subject === '' ? html`<span class="soft">${words.noSubject}</span>` : subject}
      </p>
      <button
        type="button"
        class="link"
        aria-label="${words.subject}: ${words.change}"
        @click=${() => void this.#begin('subject')}
      >
        ${words.change}
      </button>
    </div>`;
  }

  #edit(what: 'subject' | 'nick', subject: string): TemplateResult {
    const words = this.#words;
    const now = what === 'subject' ? subject : (this.#rooms.now.room(this.jid).nick ?? '');
    return html`<form class="row end" @submit=${this.#save} @keydown=${this.#escape}>
      <label class="grow"
        >${what === 'subject' ? words.subject : words.nick}
        <input id="edit" autocomplete="off" .value=${now} />
      </label>
      <button class="button main">${words.save}</button>
      <button type="button" class="button" @click=${() => (this.editing = undefined)}>
        ${words.cancel}
      </button>
    </form>`;
  }

  #inside(room: Room): TemplateResult {
    const words = this.#words;
    return html`
      <button type="button" class="button main" @click=${() => this.#talk(room)}>
        ${words.talk}
      </button>
      <button type="button" class="button" @click=${() => void this.#begin('nick')}>
        ${words.rename}
      </button>
      <button
        type="button"
        class="button"
        ?disabled=${this.#asking.isBusy('Presence/Unavailable')}
        @click=${this.#leave}
      >
        ${words.leave}
      </button>
    `;
  }

  #outside({ jid }: Room): TemplateResult {
    return html`<button
      type="button"
      class="button main"
      @click=${() => this.#fire('xec-join', jid)}
    >
      ${this.#words.join}
    </button>`;
  }

  #bookmark({ bookmark }: Room): TemplateResult {
    const words = this.#words;
    return html`<div class="row">
      <label class="choice">
        <input
          type="checkbox"
          .checked=${bookmark !== undefined}
          @change=${({ target }: Event) => this.#keep((target as HTMLInputElement).checked)}
        />
        ${words.bookmark}
      </label>
      ${
        bookmark === undefined
          ? nothing
          : html`<label class="choice">
              <input
                type="checkbox"
                .checked=${bookmark.autojoin}
                @change=${({ target }: Event) =>
                  this.#store({ autojoin: (target as HTMLInputElement).checked })}
              />
              ${words.autojoin}
            </label>`
      }
    </div>`;
  }

  async #begin(what: 'subject' | 'nick'): Promise<void> {
    this.editing = what;
    this.#asking.clear();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#edit')?.focus();
  }

  readonly #escape = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.editing = undefined;
  };

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { jid: room, editing } = this;
    const value = this.renderRoot.querySelector<HTMLInputElement>('#edit')?.value.trim() ?? '';
    const answer =
      editing === 'nick'
        ? await this.#asking.run('Muc/ChangeNick', { room, nick: value })
        : await this.#asking.run('Muc/SetSubject', { room, subject: value });
    if (answer.ok) this.editing = undefined;
  };

  /** What the bookmark does not say stays as it was: other clients put things into it. */
  #store(change: { readonly autojoin?: boolean; readonly nick?: string }): void {
    const { jid, name, nick, bookmark } = this.#rooms.now.room(this.jid);
    const content = {
      ...(bookmark ?? { jid, name, autojoin: true, ...(nick !== undefined && { nick }) }),
      ...change,
    };
    void this.#asking.run('Bookmark2/Set', { content });
  }

  #keep(isKept: boolean): void {
    if (isKept) this.#store({});
    else void this.#asking.run('Bookmark2/Delete', { id: this.jid });
  }

  readonly #leave = async (): Promise<void> => {
    const { bookmark } = this.#rooms.now.room(this.jid);
    const answer = await this.#asking.run('Presence/Unavailable', { to: this.jid });
    if (!answer.ok) return;
    // "clients SHOULD set autojoin to false when the user leaves" (XEP-0402 section 4).
    if (bookmark?.autojoin === true) this.#store({ autojoin: false });
    this.#gone();
  };

  #talk({ jid, name }: Room): void {
    this.#fire('xec-open-chat', { jid, name });
  }

  readonly #gone = (): void => {
    this.#fire('xec-gone', this.jid);
  };

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
