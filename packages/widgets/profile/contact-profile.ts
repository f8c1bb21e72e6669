import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { Asking } from '../asking/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { avatar, controls, shared } from '../styles.js';
import { FollowingProfile } from './follow-profile.js';
import { particulars, portrait } from './profile-card.js';
import { profileKeys, type ProfileModel } from './profile-model.js';
import { profileStyles } from './profile-styles.js';
import { texts } from './texts.js';

/**
 * `<xec-contact-profile>`: what a contact says of themselves, and the way to block or remove them. Fires
 * `xec-open-chat` `{ jid, name }`.
 */
export class ContactProfile extends LitElement {
  /** The keys it lives on. */
  static readonly keys = profileKeys;

  static override properties = {
    source: { attribute: false },
    jid: {},
    brief: { type: Boolean },
    sure: { state: true },
  };

  static override styles = [shared, controls, avatar, panel, profileStyles];

  declare source: PacketSource | undefined;
  /** Whose profile: a bare JID. */
  declare jid: string | undefined;
  /** Without buttons: where what can be done with somebody stands beside it. */
  declare brief: boolean;
  /** What somebody has to say yes to. */
  declare sure: 'block' | 'remove' | undefined;
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);
  readonly #profile: FollowingProfile;

  constructor() {
    super();
    this.source = undefined;
    this.jid = undefined;
    this.brief = false;
    this.sure = undefined;
    this.#profile = new FollowingProfile(this);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('jid')) return;
    this.#profile.begin();
    this.sure = undefined;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.jid === undefined) return nothing;
    const { model } = this.#profile;
    const words = this.#words;
    return html`<div class="all">
      <section class="panel">
        <div class="row">
          ${portrait(model, words)}
          <div class="grow">
            <h2><bdi>${model.name}</bdi></h2>
            <bdi class="soft small">${this.jid}</bdi>
            ${
              model.contactName === undefined
                ? html`<p class="soft small">${words.notContact}</p>`
                : nothing
            }
          </div>
        </div>
        ${model.isBlocked ? html`<p class="note">${words.isBlocked}</p>` : nothing}
        ${particulars(model, words)}
        <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
          ${this.#asking.failure}
        </p>
        ${this.brief ? nothing : this.#acts(model)}
      </section>
    </div>`;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #acts(model: ProfileModel): TemplateResult {
    return this.sure === undefined ? this.#buttons(model) : this.#question(model, this.sure);
  }

  #buttons(model: ProfileModel): TemplateResult {
    const words = this.#words;
    return html`<div class="row">
      <button type="button" class="button main" @click=${this.#talk}>${words.talk}</button>
      ${
        model.isBlocked
          ? html`<button type="button" class="button" @click=${this.#unblock}>
              ${words.unblock}
            </button>`
          : html`<button type="button" class="button bad" @click=${() => this.#ask('block')}>
              ${words.block}
            </button>`
      }
      ${
        model.contactName === undefined
          ? nothing
          : html`<button type="button" class="button bad" @click=${() => this.#ask('remove')}>
              ${words.removeContact}
            </button>`
      }
    </div>`;
  }

  #question({ name }: ProfileModel, what: 'block' | 'remove'): TemplateResult {
    const words = this.#words;
    const isBlock = what === 'block';
    return html`<div class="note" role="group" aria-labelledby="question">
      <p id="question" dir="auto">${isBlock ? words.blockSure(name) : words.removeSure(name)}</p>
      <div class="row">
        <button
          type="button"
          class="button bad"
          ?disabled=${this.#asking.isBusy()}
          @click=${() => void this.#do(what)}
        >
          ${isBlock ? words.blockYes : words.removeYes}
        </button>
        <button type="button" class="button" id="no" @click=${() => (this.sure = undefined)}>
          ${words.no}
        </button>
      </div>
    </div>`;
  }

  async #ask(what: 'block' | 'remove'): Promise<void> {
    this.sure = what;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#no')?.focus();
  }

  async #do(what: 'block' | 'remove'): Promise<void> {
    const { jid } = this;
    const answer =
      what === 'block'
        ? await this.#asking.run('Blocking/Block', { jids: [jid] })
        : await this.#asking.run('Roster/RemoveItem', { jid });
    if (answer.ok) this.sure = undefined;
  }

  readonly #unblock = (): void => {
    void this.#asking.run('Blocking/Unblock', { jids: [this.jid] });
  };

  readonly #talk = (): void => {
    const detail = { jid: this.jid, name: this.#profile.model.name };
    this.dispatchEvent(new CustomEvent('xec-open-chat', { detail, bubbles: true, composed: true }));
  };
}
