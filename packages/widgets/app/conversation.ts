import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import { avatar, controls, hueOf, initialOf, shared } from '../styles.js';
import { conversationTexts } from './texts.js';

/**
 * `<xec-conversation>`: whom one talks to, above `<xec-chat>`. Fires `xec-back` and `xec-details`.
 */
export class Conversation extends LitElement {
  static override properties = {
    source: { attribute: false },
    path: {},
    openName: {},
    showsDetails: { type: Boolean },
  };

  static override styles = [
    shared,
    controls,
    avatar,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }

      .with {
        display: flex;
        align-items: center;
        gap: 0.7rem;
        padding: var(--xec-space-2, 0.5rem) var(--xec-space-4, 1rem);
        padding-inline-end: var(--xec-space-2, 0.5rem);
        border-block-end: 1px solid var(--xec-line, #d7dce5);
      }

      h2 {
        flex: 1;
        min-width: 0;
        margin: 0;
        font-size: var(--xec-type-m, 1rem);
      }

      h2 bdi {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      h2:dir(ltr) bdi {
        text-align: left;
      }

      h2:dir(rtl) bdi {
        text-align: right;
      }

      .jid {
        font-size: 0.75rem;
        font-weight: 400;
        color: var(--xec-text-soft, #566074);
      }

      .back {
        display: none;
      }

      xec-chat {
        flex: 1;
        min-height: 0;
      }

      .nobody {
        display: grid;
        justify-items: center;
        gap: var(--xec-space-2, 0.5rem);
        margin: auto;
        padding: 1.5rem;
        color: var(--xec-text-soft, #566074);
        text-align: center;
      }

      .nobody .icon {
        width: 2.5rem;
        height: 2.5rem;
      }

      .nobody h2 {
        color: var(--xec-text, #1c2230);
      }

      .nobody p {
        margin: 0;
      }

      @media (max-width: 599.98px) {
        .back {
          display: inline-flex;
        }

        .with {
          gap: 0.4rem;
          padding-inline-start: 0.3rem;
        }
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** The bare JID; empty: nobody. */
  declare path: string;
  /** What the other one is called. */
  declare openName: string;
  declare showsDetails: boolean;
  readonly #speaking = new Speaking(this, conversationTexts);

  constructor() {
    super();
    this.source = undefined;
    this.path = '';
    this.openName = '';
    this.showsDetails = false;
  }

  /** Goes to where one writes. */
  override focus(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement & { write?(): unknown }>('xec-chat')?.write?.(),
    );
  }

  override render(): TemplateResult {
    const { source, path: jid, openName: name } = this;
    const { texts } = this.#speaking;
    if (jid === '') {
      return html`
        <div class="nobody">
          ${icon('chat')}
          <h2>${texts.nobody}</h2>
          <p>${texts.pick}</p>
          <p>${texts.hint}</p>
        </div>
      `;
    }
    return html`
      <div class="with">
        <button
          type="button"
          class="button plain bare back"
          aria-label=${texts.back}
          @click=${() => this.#fire('xec-back')}
        >
          ${icon('back')}
        </button>
        <span class="avatar ${hueOf(jid)}" aria-hidden="true">${initialOf(name)}</span>
        <h2><bdi>${name}</bdi>${name === jid ? nothing : html`<bdi class="jid">${jid}</bdi>`}</h2>
        <button
          type="button"
          class="button plain bare"
          data-details
          title=${texts.details}
          aria-label=${texts.details}
          aria-expanded=${this.showsDetails ? 'true' : 'false'}
          @click=${() => this.#fire('xec-details')}
        >
          ${icon('details')}
        </button>
      </div>
      <xec-chat .source=${source} .jid=${jid} .name=${name}></xec-chat>
    `;
  }

  #fire(name: 'xec-back' | 'xec-details'): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}
