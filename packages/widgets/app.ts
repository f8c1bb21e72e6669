import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { Chat } from './chat.js';
import type { PacketSource } from '@xec/packet-source';
import type { PersonChoice } from './pick-person.js';
import type { OpenChat } from './roster.js';
import { avatar, hueOf, initialOf, shared } from './styles.js';

/**
 * `<xec-app>`: the roster beside a conversation, and where the connection stands above them. On
 * narrow screens one of the two at a time. Fires `xec-leave` when somebody wants to be somebody else.
 */
export class App extends LitElement {
  static override properties = {
    source: { attribute: false },
    person: { attribute: false },
    open: { state: true },
  };

  static override styles = [
    shared,
    avatar,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(14rem, 20rem) minmax(0, 1fr);
        height: 100%;
        background: var(--xec-surface, #fff);
      }

      header {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 0.9rem;
        padding: 0.6rem 1rem;
        border-bottom: 1px solid var(--xec-line, #d7dce5);
      }

      h1 {
        margin: 0;
        font-size: 1.125rem;
        letter-spacing: -0.02em;
      }

      xec-connection-status {
        margin-inline-start: auto;
      }

      .leave {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.15rem 0.7rem 0.15rem 0.2rem;
        border: 1px solid var(--xec-line, #d7dce5);
        border-radius: 99rem;
        background: none;
        font-size: 0.875rem;
      }

      .leave .avatar {
        width: 1.7rem;
        height: 1.7rem;
        font-size: 0.8125rem;
      }

      nav {
        min-height: 0;
        border-inline-end: 1px solid var(--xec-line, #d7dce5);
      }

      xec-roster,
      main {
        height: 100%;
      }

      main {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }

      .with {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.6rem 1rem;
        border-bottom: 1px solid var(--xec-line, #d7dce5);
      }

      h2 {
        margin: 0;
        min-width: 0;
        overflow: hidden;
        font-size: 1rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .jid {
        display: block;
        font-size: 0.75rem;
        font-weight: 400;
        color: var(--xec-text-soft, #566074);
      }

      .back {
        display: none;
        padding: 0.3rem 0.7rem;
        border: 1px solid var(--xec-line, #d7dce5);
        border-radius: 99rem;
        background: none;
      }

      xec-chat {
        flex: 1;
      }

      .nobody {
        margin: auto;
        padding: 1rem;
        color: var(--xec-text-soft, #566074);
      }

      @media (max-width: 600px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }

        nav {
          border: 0;
        }

        .elsewhere {
          display: none;
        }

        .back {
          display: block;
        }
      }
    `,
  ];

  declare source: PacketSource | undefined;
  declare person: PersonChoice | undefined;
  declare open: { readonly jid: string; readonly name: string } | undefined;

  constructor() {
    super();
    this.source = undefined;
    this.person = undefined;
    this.open = undefined;
  }

  override render(): TemplateResult | typeof nothing {
    const { source, person, open } = this;
    if (source === undefined || person === undefined) return nothing;
    return html`
      <header>
        <h1>Xec</h1>
        <xec-connection-status .source=${source}></xec-connection-status>
        <button type="button" class="leave" title="Be somebody else" @click=${this.#leave}>
          <span class="avatar ${hueOf(person.id)}" aria-hidden="true"
            >${initialOf(person.name)}</span
          >
          <bdi>${person.name}</bdi><span class="hidden-text">: be somebody else</span>
        </button>
      </header>
      <nav aria-label="Contacts" class=${open === undefined ? '' : 'elsewhere'}>
        <xec-roster
          .source=${source}
          .open=${open?.jid}
          @xec-open-chat=${this.#openChat}
        ></xec-roster>
      </nav>
      <main class=${open === undefined ? 'elsewhere' : ''}>
        ${
          open === undefined
            ? html`<p class="nobody">Pick a contact to talk to.</p>`
            : html`
                <div class="with">
                  <button type="button" class="back" @click=${this.#back}>Back</button>
                  <h2><bdi>${open.name}</bdi><bdi class="jid">${open.jid}</bdi></h2>
                </div>
                <xec-chat .source=${source} .jid=${open.jid} .name=${open.name}></xec-chat>
              `
        }
      </main>
    `;
  }

  readonly #openChat = async ({ detail }: OpenChat): Promise<void> => {
    this.open = detail;
    await this.updateComplete;
    await this.renderRoot.querySelector<Chat>('xec-chat')?.write();
  };

  readonly #back = (): void => {
    this.open = undefined;
  };

  readonly #leave = (): void => {
    this.dispatchEvent(new CustomEvent('xec-leave'));
  };
}
