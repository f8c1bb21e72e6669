import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PacketOf, PacketSource } from '@xec/packet-source';
import { bareOf, localOf } from '@xec/state';
import { go } from '../app/address.js';
import { Following } from '../following.js';
import { icon } from '../icons/icons.js';
import { explainPacket } from '../language/conditions/explain.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { memoryTexts } from '../theme/kept-texts.js';
import { Preferences } from '../theme/preferences.js';
import { doneKeys, isSomethingDone, whatWasDone } from './done.js';
import { isHandled } from './handled.js';
import { notificationTexts } from './texts.js';
import { Toasts, conditionOf, type Toast } from './toasts.js';
import type { Unanswered } from './unanswered.js';
import { UnreadCount, titleWith } from './unread.js';

const keys = ['*_error*', 'message', 'message_displayed_handle', ...doneKeys] as const;

/**
 * `<xec-notifications>`: errors that no widget shows, as sentences; how requests ended that an earlier page
 * did not see the end of; unread messages in the title of the page, and by the system where somebody wants
 * that and the page is not looked at.
 */
export class Notifications extends LitElement {
  /** The keys it lives on. */
  static readonly keys = keys;

  static override properties = {
    source: { attribute: false },
    preferences: { attribute: false },
    nameOf: { attribute: false },
    unanswered: { attribute: false },
    looksAt: {},
  };

  static override styles = [
    shared,
    controls,
    css`
      :host {
        position: fixed;
        z-index: 5;
        inset: auto 1rem 1rem auto;
        width: min(24rem, calc(100vw - 2rem));
        pointer-events: none;
      }

      :host(:dir(rtl)) {
        inset: auto auto 1rem 1rem;
      }

      .toast {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: 0.25rem 0.75rem;
        margin-block-start: 0.5rem;
        padding: 0.75rem 0.75rem 0.75rem 1rem;
        border: 1px solid var(--xec-line-strong, #858fa3);
        border-radius: var(--xec-radius-l, 1.1rem);
        background: var(--xec-surface, #fff);
        box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 20%);
        pointer-events: auto;
      }

      .toast > .icon {
        color: var(--xec-bad, #b92d33);
      }

      .toast.done > .icon {
        color: var(--xec-good, #1f7836);
      }

      p {
        margin: 0;
        overflow-wrap: anywhere;
      }

      .why {
        color: var(--xec-text-soft, #566074);
        font-size: var(--xec-type-s, 0.8125rem);
      }
    `,
  ];

  declare source: PacketSource | undefined;
  declare preferences: Preferences;
  /** What a bare JID is called. */
  declare nameOf: (jid: string) => string;
  /** Requests of earlier pages; without it nothing is told of them. */
  declare unanswered: Unanswered | undefined;
  /** The bare JID of the conversation that is open; empty: none. */
  declare looksAt: string;
  readonly #speaking = new Speaking(this, notificationTexts);
  readonly #toasts = new Toasts();
  readonly #unread = new UnreadCount();
  /** Whether packets are news: those that the source has kept are not. */
  #isNews = false;

  constructor() {
    super();
    this.source = undefined;
    this.preferences = new Preferences(memoryTexts());
    this.nameOf = localOf;
    this.unanswered = undefined;
    this.looksAt = '';
    new Following(this, (source) => {
      this.#unread.reset();
      this.#isNews = false;
      const undo = source.subscribe(keys, (packet) => this.#take(packet));
      this.#watchNews(source);
      return [
        undo,
        source.onState(() => this.#watchNews(source)),
        source.onResync(() => {
          this.#isNews = false;
          this.#unread.reset();
        }),
      ];
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('looksAt')) this.#look();
  }

  override render(): TemplateResult {
    return html`
      <section aria-label=${this.#speaking.texts.region}>
        ${this.#toasts.all.map((toast) => this.#toast(toast))}
      </section>
    `;
  }

  override updated(): void {
    const { preferences } = this;
    document.title = titleWith(
      document.title,
      this.#unread.total((jid) => preferences.isMuted(jid)),
    );
  }

  #toast(toast: Toast): TemplateResult {
    const { key, condition, count } = toast;
    const { texts, language, formats } = this.#speaking;
    const times = count === 1 ? nothing : ` (${formats.plural(count, texts.times)})`;
    if (condition === undefined) return this.#done(toast, times);
    const { tried, why, next, remedy } = explainPacket(language, key, condition);
    const canConnect = remedy === 'connect' && this.source !== undefined;
    const press = (): void => {
      if (canConnect) this.source?.connect();
      this.#dismiss(toast);
    };
    return html`
      <div class="toast" part="toast" role="alert">
        ${icon('warning')}
        <div>
          <p>${tried}${times}.</p>
          <p class="why">${why} ${next}</p>
        </div>
        <button type="button" class="button" @click=${press}>
          ${canConnect ? texts.tryNow : texts.dismiss}
        </button>
      </div>
    `;
  }

  #done(toast: Toast, times: unknown): TemplateResult {
    const { texts, language } = this.#speaking;
    const prefix = toast.key.replace(/_handle$/, '');
    const what = isSomethingDone(prefix) ? whatWasDone(language, prefix) : prefix;
    return html`
      <div class="toast done" part="toast" role="status">
        ${icon('check')}
        <div>
          <p>${what}${times}.</p>
          <p class="why">${texts.meanwhile}</p>
        </div>
        <button type="button" class="button" @click=${() => this.#dismiss(toast)}>
          ${texts.dismiss}
        </button>
      </div>
    `;
  }

  #dismiss({ id }: Toast): void {
    this.#toasts.dismiss(id);
    this.requestUpdate();
  }

  #take(packet: PacketOf<'message' | 'message_displayed_handle'> | OtherPacket): void {
    if (isMessage(packet)) this.#hear(packet);
    else if (packet.key === 'message_displayed_handle') this.#saw(packet.content);
    else this.#hearEnd(packet);
    this.requestUpdate();
  }

  #hearEnd(packet: OtherPacket): void {
    const { key, content } = packet;
    const wasMissed = this.unanswered?.isTold(packet) === true;
    const condition = conditionOf(content);
    if (wasMissed) this.#toasts.add(key, key.endsWith('_handle') ? undefined : condition);
    // What somebody cancelled they know.
    else if (!this.#isNews || condition === undefined || condition === 'cancelled') return;
    else if (!isHandled(key)) this.#toasts.add(key, condition);
  }

  #saw(content: unknown): void {
    const { to }: { to?: unknown } = Object(content) as object; // of whatever key it is
    if (typeof to === 'string') this.#unread.seen(to);
  }

  #hear({ content }: PacketOf<'message'>): void {
    if (content.body === undefined || content.type === 'groupchat') return;
    const jid = bareOf(content.from);
    const isSeen = jid === this.looksAt && document.visibilityState === 'visible';
    if (isSeen) return;
    this.#unread.came(jid);
    const { wishes } = this.preferences;
    if (!this.#isNews || !wishes.notify || this.preferences.isMuted(jid)) return;
    if (document.visibilityState === 'visible' || !isPermitted()) return;
    const shown = new Notification(this.nameOf(jid), { body: content.body, tag: jid });
    shown.onclick = () => {
      window.focus();
      this.dispatchEvent(go({ view: 'chat', path: jid }));
    };
  }

  #watchNews(source: PacketSource): void {
    if (source.state.state === 'open' && source.state.isLive) this.#isNews = true;
  }

  readonly #look = (): void => {
    if (document.visibilityState !== 'visible' || this.looksAt === '') return;
    this.#unread.seen(this.looksAt);
    this.requestUpdate();
  };
}

/** Some packet that tells how something ended: which one does not matter. */
interface OtherPacket {
  readonly key: string;
  readonly seq: number;
  readonly content: unknown;
}

const isMessage = (packet: OtherPacket): packet is PacketOf<'message'> => packet.key === 'message';

const isPermitted = (): boolean =>
  typeof Notification !== 'undefined' && Notification.permission === 'granted';
