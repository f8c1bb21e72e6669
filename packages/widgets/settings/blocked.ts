import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { RequestError, type PacketSource } from '@xec/packet-source';
import { Following } from '../following.js';
import { explainPacket } from '../language/conditions/explain.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { BlockedModel, blockedKeys } from './blocked-model.js';
import { sectionStyles } from './settings-styles.js';
import { blockedTexts } from './texts.js';

/** What did not work, and why. */
interface BlockFailure {
  readonly key: string;
  readonly condition: string;
}

/** `<xec-blocked>`: whom one has blocked, and a way to do and undo that. */
export class BlockedList extends LitElement {
  /** The keys it lives on, and the errors that it shows itself. */
  static readonly keys = [...blockedKeys, 'blocking_*'] as const;
  /** The actions it requests. */
  static readonly actions = ['Blocking/Request', 'Blocking/Block', 'Blocking/Unblock'] as const;

  static override properties = {
    source: { attribute: false },
    failure: { state: true },
    text: { state: true },
  };

  static override styles = [shared, controls, sectionStyles];

  declare source: PacketSource | undefined;
  declare failure: BlockFailure | undefined;
  declare text: string;
  readonly #speaking = new Speaking(this, blockedTexts);
  readonly #model = new BlockedModel();
  #isAsking = false;

  constructor() {
    super();
    this.source = undefined;
    this.failure = undefined;
    this.text = '';
    new Following(this, (source) => {
      this.#model.reset();
      const undo = source.subscribe(blockedKeys, (packet) => {
        this.#model.apply(packet);
        this.requestUpdate();
      });
      this.#ask(source);
      return [
        undo,
        source.onState(() => this.#ask(source)),
        source.onResync(() => {
          this.#model.reset();
          this.requestUpdate();
        }),
      ];
    });
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <h3>${texts.title}</h3>
      <p class="hint">${texts.hint}</p>
      ${this.#list()} ${this.#failed()}
      <form class="row" @submit=${this.#block}>
        <input
          class="field"
          type="text"
          inputmode="email"
          autocomplete="off"
          aria-label=${texts.address}
          placeholder=${texts.address}
          maxlength="3071"
          .value=${this.text}
          @input=${this.#input}
        />
        <button class="button" ?disabled=${this.text.trim() === ''}>${texts.block}</button>
      </form>
    `;
  }

  #list(): TemplateResult | typeof nothing {
    const { texts } = this.#speaking;
    const { isKnown, jids } = this.#model;
    if (!isKnown) return this.failure === undefined ? html`<p>${texts.asking}</p>` : nothing;
    if (jids.length === 0) return html`<p>${texts.nobody}</p>`;
    return html`
      <ul>
        ${jids.map(
          (jid) => html`
            <li>
              <bdi class="what">${jid}</bdi>
              <button
                type="button"
                class="button"
                aria-label=${texts.unblock(jid)}
                @click=${() => void this.#request('Blocking/Unblock', { jids: [jid] })}
              >
                ${texts.unblockShort}
              </button>
            </li>
          `,
        )}
      </ul>
    `;
  }

  #failed(): TemplateResult | typeof nothing {
    if (this.failure === undefined) return nothing;
    const { key, condition } = this.failure;
    const { tried, why, next } = explainPacket(this.#speaking.language, key, condition);
    return html`
      <div role="alert">
        <p class="failure">${tried}. ${why} ${next}</p>
        ${
          this.#model.isKnown
            ? nothing
            : html`<button
                type="button"
                class="button"
                @click=${() => this.source !== undefined && this.#ask(this.source)}
              >
                ${this.#speaking.texts.again}
              </button>`
        }
      </div>
    `;
  }

  /** The list, once somebody looks and there is somebody to ask. */
  #ask(source: PacketSource): void {
    const { state } = source;
    if (this.#model.isKnown || this.#isAsking || state.state !== 'open' || !state.isLive) return;
    this.#isAsking = true;
    void this.#request('Blocking/Request').finally(() => (this.#isAsking = false));
  }

  async #request(action: string, params?: unknown): Promise<boolean> {
    this.failure = undefined;
    try {
      await this.source?.request(action, params);
      return true;
    } catch (error) {
      const condition = error instanceof RequestError ? error.condition : 'undefined-condition';
      this.failure = { key: action.toLowerCase().replace('/', '_'), condition };
      return false;
    }
  }

  readonly #input = ({ target }: Event): void => {
    this.text = (target as HTMLInputElement).value; // the field's own listener
  };

  readonly #block = async (event: Event): Promise<void> => {
    event.preventDefault();
    const jid = this.text.trim();
    if (jid !== '' && (await this.#request('Blocking/Block', { jids: [jid] }))) this.text = '';
  };
}
