import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { connectionWords } from './connection-words.js';
import type { PacketSource, SessionState } from '@xec/packet-source';
import { Following } from '../following.js';
import { Speaking } from '../language/speaking.js';
import { shared } from '../styles.js';
import { connectionTexts } from './texts.js';

/**
 * `<xec-connection-status>`: where the session stands, how long until the next attempt, and a button
 * that does not wait for it.
 */
export class ConnectionStatus extends LitElement {
  /** The keys it lives on. */
  static readonly keys = ['session_state'] as const;

  static override properties = { source: { attribute: false } };

  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        min-width: 0;
        color: var(--xec-text, #1c2230);
      }

      .pill {
        display: inline-flex;
        align-items: center;
        gap: 0.45rem;
        min-width: 0;
        padding: 0.25rem 0.7rem 0.25rem 0.55rem;
        border-radius: 99rem;
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        background: var(--xec-sunken, #eef1f6);
        color: var(--xec-text-soft, #566074);
      }

      .dot {
        flex: none;
        width: 0.55rem;
        height: 0.55rem;
        border-radius: 50%;
        background: currentColor;
      }

      .good .dot {
        color: var(--xec-good, #1f7836);
      }

      .busy .dot {
        color: var(--xec-busy, #985a00);
        animation: pulse 1.2s ease-in-out infinite;
      }

      .bad .dot {
        color: var(--xec-bad, #b92d33);
      }

      button {
        min-height: 1.75rem;
        padding: 0.2rem 0.6rem;
        border: 1px solid var(--xec-line-strong, #858fa3);
        border-radius: 99rem;
        background: none;
        font-size: 0.8125rem;
        white-space: nowrap;
      }

      @keyframes pulse {
        50% {
          opacity: 0.35;
        }
      }

      [role='status'] {
        display: flex;
        gap: 0.35rem;
        min-width: 0;
      }

      .reason {
        max-width: 22rem;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .reason::before {
        content: '· ';
      }

      /* No room: it is still read aloud, and shown to a pointer. */
      @media (max-width: 899.98px) {
        .reason {
          position: absolute;
          width: 1px;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  declare source: PacketSource | undefined;
  #session: { content: SessionState; at: number } | undefined = undefined;
  readonly #speaking = new Speaking(this, connectionTexts);
  #timer: ReturnType<typeof setInterval> | undefined = undefined;

  constructor() {
    super();
    this.source = undefined;
    new Following(this, (source) => [
      source.subscribe(ConnectionStatus.keys, ({ content, at }) => {
        this.#session = { content, at };
        this.requestUpdate();
      }),
      source.onState(() => this.requestUpdate()),
      source.onResync(() => {
        this.#session = undefined;
        this.requestUpdate();
      }),
    ]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tick(false);
  }

  override render(): TemplateResult | typeof nothing {
    const { source } = this;
    if (source === undefined) return nothing;
    const { texts, language } = this.#speaking;
    const words = connectionWords(source.state, this.#session, language);
    const { tone, text, nextAt, reason, canTry } = words;
    this.#tick(nextAt !== undefined);
    const seconds = nextAt === undefined ? 0 : Math.ceil((nextAt - Date.now()) / 1000);
    // The seconds are for the eye: read aloud each second they would be a nuisance.
    return html`
      <span class="pill ${tone}" part="pill" title=${reason ?? nothing}>
        <span class="dot"></span>
        <span role="status"
          ><span class="state">${text}</span>${
            reason === undefined ? nothing : html`<span class="reason"> ${reason}</span>`
          }</span
        >
        ${seconds > 0 ? html`<span aria-hidden="true">${texts.inSeconds(seconds)}</span>` : nothing}
      </span>
      ${
        canTry === undefined
          ? nothing
          : html`<button type="button" part="button" @click=${() => source.connect()}>
              ${texts.tryNow}
            </button>`
      }
    `;
  }

  /** Counts the seconds while there is something to count. */
  #tick(isCounting: boolean): void {
    if (isCounting === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = isCounting ? setInterval(() => this.requestUpdate(), 500) : undefined;
  }
}
