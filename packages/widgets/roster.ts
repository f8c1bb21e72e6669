import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Following } from './following.js';
import type { PacketSource } from '@xec/packet-source';
import { RosterModel, rosterKeys, type Availability, type Contact } from '@xec/state';
import { avatar, hueOf, initialOf, shared } from './styles.js';

const words: Record<Availability, string> = {
  chat: 'happy to chat',
  online: 'online',
  away: 'away',
  xa: 'away for long',
  dnd: 'busy',
  offline: 'offline',
};

/** Which conversation somebody wants to see. */
export type OpenChat = CustomEvent<Pick<Contact, 'jid' | 'name'>>;

/**
 * `<xec-roster>`: the contacts, who of them is there, and who wrote. Choosing one fires
 * `xec-open-chat`.
 */
export class RosterList extends LitElement {
  /** The keys it lives on. */
  static readonly keys = rosterKeys;

  static override properties = { source: { attribute: false }, open: {} };

  static override styles = [
    shared,
    avatar,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }

      ul {
        margin: 0;
        padding: 0.5rem;
        list-style: none;
      }

      button {
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

      button:hover {
        background: var(--xec-hover, #eef1f6);
      }

      button[aria-current='true'] {
        background: var(--xec-chosen, #e1e9fb);
      }

      .avatar {
        position: relative;
      }

      .presence {
        position: absolute;
        inset: auto -1px -1px auto;
        width: 13px;
        height: 13px;
        border: 2px solid var(--xec-surface, #fff);
        border-radius: 50%;
        background: var(--xec-off, #9aa3b2);
      }

      .presence.chat,
      .presence.online {
        background: var(--xec-good, #23803a);
      }

      .presence.away,
      .presence.xa {
        background: var(--xec-busy, #b26a00);
      }

      .presence.dnd {
        background: var(--xec-bad, #c0343a);
      }

      .who {
        flex: 1;
        min-width: 0;
      }

      .name,
      .status {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .name {
        font-weight: 600;
      }

      .status {
        font-size: 0.8125rem;
        color: var(--xec-text-soft, #566074);
      }

      .unread {
        flex: none;
        min-width: 1.4rem;
        padding: 0.1rem 0.4rem;
        border-radius: 99rem;
        background: var(--xec-accent, #2f5fd0);
        color: var(--xec-on-accent, #fff);
        font-size: 0.75rem;
        font-weight: 600;
        text-align: center;
      }

      p {
        margin: 0;
        padding: 1rem 1.1rem;
        color: var(--xec-text-soft, #566074);
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** The bare JID whose conversation is open. */
  declare open: string | undefined;
  readonly #model = new RosterModel();

  constructor() {
    super();
    this.source = undefined;
    this.open = undefined;
    new Following(this, (source) => {
      this.#model.reset();
      return [
        source.subscribe(rosterKeys, (packet) => {
          this.#model.apply(packet);
          this.requestUpdate();
        }),
        source.onResync(() => {
          this.#model.reset();
          this.requestUpdate();
        }),
      ];
    });
  }

  override willUpdate(_changed: PropertyValues): void {
    if (this.open !== undefined) this.#model.seen(this.open);
  }

  override render(): TemplateResult {
    const { contacts, isKnown } = this.#model;
    if (!isKnown) return html`<p>Asking for your contacts …</p>`;
    if (contacts.length === 0) return html`<p>Nobody here yet.</p>`;
    return html`
      <ul @keydown=${this.#move}>
        ${contacts.map((contact) => html`<li>${this.#button(contact)}</li>`)}
      </ul>
    `;
  }

  #button(contact: Contact) {
    const { jid, name, availability, status, unread } = contact;
    return html`
      <button
        type="button"
        title=${jid}
        aria-current=${jid === this.open ? 'true' : 'false'}
        @click=${() => this.#choose(contact)}
      >
        <span class="avatar ${hueOf(jid)}" aria-hidden="true">
          ${initialOf(name)}<span class="presence ${availability}"></span>
        </span>
        <span class="who">
          <bdi class="name">${name}</bdi>
          <span class="status">
            ${words[availability]}${status === undefined ? nothing : html` · <bdi>${status}</bdi>`}
          </span>
        </span>
        ${
          unread === 0
            ? nothing
            : html`<span class="unread"> ${unread}<span class="hidden-text"> unread</span> </span>`
        }
      </button>
    `;
  }

  #choose({ jid, name }: Contact): void {
    const detail = { jid, name };
    this.dispatchEvent(new CustomEvent('xec-open-chat', { detail, bubbles: true, composed: true }));
  }

  /** The arrow keys go from contact to contact. */
  readonly #move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...this.renderRoot.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
}
