import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { bareOf, resourceOf, stateKeys, type Invitation, type Room } from '@xec/state';
import { go } from '../app/address.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { avatar, controls, hueOf, initialOf, shared } from '../styles.js';
import { FollowedRooms } from './follow-rooms.js';
import type { JoinRoomWidget } from './join-room.js';
import { texts } from './texts.js';

/**
 * `<xec-rooms>`: rooms that one is in, or comes back to, invitations, and a way to others. Choosing one
 * shows it with all that can be done there; its conversation fires `xec-open-chat` `{ jid, name }`.
 */
export class RoomsWidget extends LitElement {
  /** The keys it lives on. */
  static readonly keys = stateKeys;

  static override properties = { source: { attribute: false }, open: {} };

  static override styles = [
    shared,
    controls,
    avatar,
    panel,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: 1.25rem;
      }

      .all {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        max-width: 46rem;
        margin-inline: auto;
      }

      .room {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        width: 100%;
        padding: 0.55rem 0.6rem;
        border: 0;
        border-radius: 0.7rem;
        background: none;
        text-align: start;
      }

      .room:hover {
        background: var(--xec-hover, #eef1f6);
      }

      .name {
        display: block;
        font-weight: 600;
      }

      .state {
        display: block;
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** The room that is shown; `undefined`: the list. */
  declare open: string | undefined;
  readonly #rooms = new FollowedRooms(this);
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.source = undefined;
    this.open = undefined;
  }

  override render(): TemplateResult {
    return html`<div class="all">
      ${this.open === undefined ? this.#list() : this.#one(this.open)}
    </div>`;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #list(): TemplateResult {
    const words = this.#words;
    const { all: rooms, isKnown, invitations, self = '' } = this.#rooms.now;
    const empty = isKnown ? words.none : words.asking;
    return html`
      <h2 tabindex="-1">${words.title}</h2>
      ${invitations.length === 0 ? nothing : this.#invitations(invitations)}
      ${
        rooms.length === 0
          ? html`<p class="soft">${empty}</p>`
          : html`<ul @keydown=${this.#move}>
              ${rooms.map((room) => html`<li>${this.#button(room)}</li>`)}
            </ul>`
      }
      <xec-join-room
        .source=${this.source}
        .self=${self}
        @xec-joined=${({ detail }: CustomEvent<string>) => void this.show(detail)}
      ></xec-join-room>
    `;
  }

  #button(room: Room): TemplateResult {
    const words = this.#words;
    const { jid, name, nick, occupants, subject } = room;
    const state = nick === undefined ? words.outside : words.joined(occupants.length);
    return html`
      <button type="button" class="room" title=${jid} @click=${() => void this.show(jid)}>
        <span class="avatar ${hueOf(jid)}" aria-hidden="true">${initialOf(name)}</span>
        <span class="grow">
          <bdi class="name cut">${name}</bdi>
          <span class="state soft small cut"
            >${state}${subject === '' ? nothing : html` · <bdi>${subject}</bdi>`}</span
          >
        </span>
      </button>
    `;
  }

  #invitations(invitations: readonly Invitation[]): TemplateResult {
    const words = this.#words;
    return html`<section class="panel" aria-labelledby="invitations">
      <h3 id="invitations">${words.invitations}</h3>
      <ul>
        ${invitations.map(
          (invitation) =>
            html`<li class="row">
              <span class="grow">
                <bdi class="name cut">${invitation.room}</bdi>
                <span class="soft small" dir="auto"
                  >${words.invitedBy(inviterOf(invitation))}${
                    invitation.reason === undefined ? nothing : ` – ${invitation.reason}`
                  }</span
                >
              </span>
              <button type="button" class="button main" @click=${() => this.#accept(invitation)}>
                ${words.accept}
              </button>
              <button type="button" class="button" @click=${() => this.#decline(invitation)}>
                ${words.decline}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #one(jid: string): TemplateResult {
    return html`
      <div class="row">
        <button type="button" class="link" @click=${() => void this.show(undefined)}>
          ‹ ${this.#words.back}
        </button>
      </div>
      <xec-room
        .source=${this.source}
        .jid=${jid}
        @xec-join=${({ detail }: CustomEvent<string>) => void this.#join(detail)}
        @xec-gone=${() => void this.show(undefined)}
      ></xec-room>
    `;
  }

  /** Shows a room, or the list, and puts the focus there; a shell's address says so too. */
  async show(jid: string | undefined): Promise<void> {
    this.open = jid;
    this.dispatchEvent(go({ view: 'rooms', path: jid ?? '' }));
    await this.updateComplete;
    this.focus();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(this.open === undefined ? 'h2' : '.link')?.focus();
  }

  #accept({ room, password }: Invitation): void {
    void this.#join(room, password);
  }

  #decline(invitation: Invitation): void {
    const { room, from, isMediated } = invitation;
    this.#rooms.now.answered(room);
    this.requestUpdate();
    if (!isMediated) return;
    // A courtesy: when it cannot be told, nobody needs to know.
    this.source?.request('Message/Decline', { room, to: from }).catch(() => undefined);
  }

  async #join(room: string, password?: string): Promise<void> {
    await this.show(undefined);
    await this.#joiner?.join(room, this.#rooms.now.room(room).bookmark?.nick, password);
  }

  get #joiner(): JoinRoomWidget | null {
    return this.renderRoot.querySelector<JoinRoomWidget>('xec-join-room');
  }

  /** The arrow keys go from room to room. */
  readonly #move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.room')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
}

/** A room that hides addresses says who they are in there. */
const inviterOf = ({ room, from }: Invitation): string =>
  bareOf(from) === room ? resourceOf(from) : bareOf(from);
