import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { chatLine, chatLineStyles } from './chat-line.js';
import { ChatModel, chatKeys, type Line } from '@xec/state';
import type { Composer } from './composer.js';
import { Following } from './following.js';
import type { PacketSource } from '@xec/packet-source';
import { shared } from './styles.js';

/** So near to the end one reads along, in pixels. */
const NEAR = 48;

/**
 * `<xec-chat>`: one conversation with a composer. Its lines are made of packets; only a line that is
 * on its way stands there before its packet came.
 */
export class Chat extends LitElement {
  /** The keys it lives on. */
  static readonly keys = chatKeys;

  static override properties = { source: { attribute: false }, jid: {}, name: {} };

  static override styles = [
    shared,
    chatLineStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
      }

      .log {
        flex: 1;
        display: flex;
        flex-direction: column;
        min-height: 0;
        padding: 0.5rem 1rem 0.75rem;
        overflow-y: auto;
      }

      .log::before {
        content: '';
        flex: 1;
      }

      .empty {
        margin: auto;
        padding: 1rem;
        color: var(--xec-text-soft, #566074);
        text-align: center;
      }

      .below {
        position: relative;
        border-top: 1px solid var(--xec-line, #d7dce5);
      }

      .typing {
        min-height: 1.6rem;
        padding: 0.2rem 1.2rem 0;
        margin-bottom: -0.5rem;
        color: var(--xec-text-soft, #566074);
        font-size: 0.8125rem;
      }

      .dots::after {
        content: '…';
        display: inline-block;
        animation: wave 1.2s ease-in-out infinite;
      }

      .newer {
        position: absolute;
        inset: auto 1rem calc(100% + 0.5rem) auto;
        padding: 0.35rem 0.9rem;
        border: 1px solid var(--xec-line, #d7dce5);
        border-radius: 99rem;
        background: var(--xec-surface, #fff);
        box-shadow: 0 2px 8px rgb(0 0 0 / 15%);
        font-size: 0.8125rem;
      }

      @keyframes wave {
        50% {
          opacity: 0.3;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .dots::after {
          animation: none;
        }
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** The contact's bare JID. */
  declare jid: string;
  /** What the contact is called. */
  declare name: string;
  #model = new ChatModel('');
  /** Conversations that were open: what has not left stays in them. */
  readonly #models = new Map<string, ChatModel>();
  /** What was written to whom, and not sent. */
  readonly #drafts = new Map<string, string>();
  #isAtEnd = true;
  /** How many lines came below what is seen. */
  #newer = 0;
  readonly #following: Following;

  constructor() {
    super();
    this.source = undefined;
    this.jid = '';
    this.name = '';
    this.#following = new Following(this, (source) => this.#follow(source));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
  }

  /** Puts the cursor where one writes. */
  async write(): Promise<void> {
    await this.updateComplete;
    this.#composer?.focus();
  }

  override willUpdate(changed: PropertyValues): void {
    // Controllers are updated after this: another contact is another subscription.
    if (changed.has('jid')) {
      this.#following.stop();
      this.#isAtEnd = true;
      this.#newer = 0;
      this.#swapDraft(this.#model.jid);
    }
  }

  override render(): TemplateResult {
    const { lines, isTyping } = this.#model;
    const isLive = this.source?.state.state === 'open' && this.source.state.isLive;
    return html`
      <div
        class="log"
        role="log"
        tabindex="0"
        aria-label="Conversation with ${this.name}"
        aria-live=${isLive ? 'polite' : 'off'}
        @scroll=${this.#scrolled}
      >
        ${
          lines.length === 0
            ? html`<p class="empty">Nothing said yet. Say hello to <bdi>${this.name}</bdi>.</p>`
            : repeat(
                lines,
                ({ key }) => key,
                (line, index) => chatLine(line, lines[index - 1], this.name, this.#retry),
              )
        }
      </div>
      <div class="below">
        ${
          this.#newer === 0
            ? nothing
            : html`<button type="button" class="newer" @click=${this.#toEnd}>
                ${this.#newer} new ↓
              </button>`
        }
        <div class="typing" role="status">
          ${isTyping ? html`<bdi>${this.name}</bdi> is writing <span class="dots"></span>` : nothing}
        </div>
        <xec-composer
          .label=${`Message to ${this.name}`}
          @xec-send=${this.#send}
          @xec-writing=${this.#writing}
        ></xec-composer>
      </div>
    `;
  }

  override updated(): void {
    const log = this.#log;
    if (this.#isAtEnd && log !== null) log.scrollTop = log.scrollHeight;
    this.#look();
  }

  get #log(): Element | null {
    return this.renderRoot.querySelector('.log');
  }

  get #composer(): Composer | null {
    return this.renderRoot.querySelector('xec-composer');
  }

  /** What was written to one must not go to another. */
  #swapDraft(before: string): void {
    const swapped = this.#composer?.swap(this.#drafts.get(this.jid) ?? '');
    if (swapped === undefined) return;
    this.#drafts.set(before, swapped.text);
    if (swapped.wasWriting) this.#mention('Message/Paused', { to: before });
  }

  #follow(source: PacketSource): (() => void)[] {
    const model = this.#models.get(this.jid) ?? new ChatModel(this.jid);
    this.#models.set(this.jid, model);
    this.#model = model;
    model.reset(); // the source gives everything anew
    return [
      source.subscribe(chatKeys, (packet) => {
        const before = model.lines.length;
        model.apply(packet);
        if (!this.#isAtEnd) this.#newer += Math.max(0, model.lines.length - before);
        this.requestUpdate();
      }),
      source.onState(() => this.requestUpdate()),
      source.onResync(() => {
        model.reset();
        this.requestUpdate();
      }),
    ];
  }

  readonly #send = ({ detail: body }: CustomEvent<string>): void => {
    const model = this.#model;
    const key = crypto.randomUUID();
    model.begin(key, body, Date.now());
    this.#isAtEnd = true;
    this.requestUpdate();
    const params = { to: this.jid, type: 'chat', body, originId: key };
    const wanted = { requestReceipt: true, markable: true, chatState: 'active' };
    this.source?.request('Message/Publish', { ...params, ...wanted }).catch((error: unknown) => {
      model.fail(key, error instanceof Error ? error.message : String(error));
      this.requestUpdate();
    });
  };

  readonly #writing = ({ detail }: CustomEvent<'composing' | 'paused' | 'active'>): void => {
    const action = { composing: 'Composing', paused: 'Paused', active: 'Active' }[detail];
    this.#mention(`Message/${action}`, { to: this.jid });
  };

  /** Says that what stands here was seen, when somebody can see it. */
  readonly #look = (): void => {
    const { owedMarker: id, jid } = this.#model;
    const { source } = this;
    if (id === undefined || source?.state.state !== 'open' || !source.state.isLive) return;
    if (document.visibilityState !== 'visible' || !this.#isAtEnd) return;
    if (!this.#model.claimMarker(id)) return;
    this.#mention('Message/Displayed', { to: jid, id });
  };

  /** A courtesy: when it cannot be told, nobody needs to know. */
  #mention(action: string, params: unknown): void {
    this.source?.request(action, params).catch(() => undefined);
  }

  readonly #retry = ({ key }: Line): void => {
    const body = this.#model.withdraw(key);
    this.#composer?.edit(body);
    this.requestUpdate();
  };

  readonly #scrolled = (): void => {
    const log = this.#log;
    if (log === null) return;
    this.#isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (!this.#isAtEnd || this.#newer === 0) return;
    this.#newer = 0;
    this.requestUpdate();
  };

  readonly #toEnd = (): void => {
    this.#isAtEnd = true;
    this.#newer = 0;
    this.requestUpdate();
  };
}
