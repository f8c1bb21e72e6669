import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { connectionWords } from './connection-words.js';
import { Following } from './following.js';
import type { PacketSource } from '@xec/packet-source';
import type { SessionState } from '@xec/packet-source';
import { shared } from './styles.js';

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
        color: var(--xec-good, #23803a);
      }

      .busy .dot {
        color: var(--xec-busy, #b26a00);
        animation: pulse 1.2s ease-in-out infinite;
      }

      .bad .dot {
        color: var(--xec-bad, #c0343a);
      }

      button {
        padding: 0.2rem 0.6rem;
        border: 1px solid var(--xec-line, #d7dce5);
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

      @media (prefers-reduced-motion: reduce) {
        .dot {
          animation: none !important;
        }
      }
    `,
  ];

  declare source: PacketSource | undefined;
  #session: { content: SessionState; at: number } | undefined = undefined;
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
    const { tone, text, nextAt, reason } = connectionWords(source.state, this.#session);
    this.#tick(nextAt !== undefined);
    const seconds = nextAt === undefined ? 0 : Math.ceil((nextAt - Date.now()) / 1000);
    // The seconds are for the eye: read aloud each second they would be a nuisance.
    return html`
      <span class="pill ${tone}" title=${reason ?? nothing}>
        <span class="dot"></span>
        <span role="status">${text}</span>
        ${seconds > 0 ? html`<span aria-hidden="true">in ${seconds} s</span>` : nothing}
      </span>
      ${
        nextAt === undefined
          ? nothing
          : html`<button type="button" @click=${() => source.connect()}>Try now</button>`
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
