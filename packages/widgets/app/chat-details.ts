import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { RequestError, type PacketSource } from '@xec/packet-source';
import { stateOf } from '@xec/state';
import { icon } from '../icons/icons.js';
import { explainPacket } from '../language/conditions/explain.js';
import { Speaking } from '../language/speaking.js';
import { avatar, controls, hueOf, initialOf, shared } from '../styles.js';
import { memoryTexts } from '../theme/kept-texts.js';
import { Preferences } from '../theme/preferences.js';
import { chatDetailsTexts } from './texts.js';

/** `<xec-chat-details>`: who the other one is, and whether to hear of them. */
export class ChatDetails extends LitElement {
  /** Errors that it shows itself. */
  static readonly keys = ['blocking_block_error*'] as const;

  static override properties = {
    source: { attribute: false },
    preferences: { attribute: false },
    path: {},
    openName: {},
    step: { state: true },
    failure: { state: true },
    showsProfile: { state: true },
  };

  static override styles = [
    shared,
    controls,
    avatar,
    css`
      :host {
        display: block;
        padding: 0 var(--xec-space-4, 1rem) var(--xec-space-5, 1.5rem);
      }

      .who {
        display: grid;
        justify-items: center;
        gap: 0.5rem;
        padding-block: 0.5rem 1.25rem;
        text-align: center;
      }

      .avatar {
        width: 5rem;
        height: 5rem;
        font-size: 2rem;
      }

      h3,
      p {
        margin: 0;
      }

      h3 {
        max-width: 100%;
        font-size: var(--xec-type-xl, 1.375rem);
        overflow-wrap: anywhere;
      }

      .hint,
      .jid {
        max-width: 100%;
        color: var(--xec-text-soft, #566074);
        font-size: var(--xec-type-s, 0.8125rem);
        overflow-wrap: anywhere;
      }

      section {
        padding-block: var(--xec-space-4, 1rem);
        border-block-start: 1px solid var(--xec-line, #d7dce5);
      }

      label {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        min-height: var(--xec-press, 2.5rem);
      }

      input {
        width: 1.2rem;
        height: 1.2rem;
        accent-color: var(--xec-accent, #2f5fd0);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-block-start: 0.75rem;
      }

      .failure {
        color: var(--xec-bad, #b92d33);
      }
    `,
  ];

  declare source: PacketSource | undefined;
  declare preferences: Preferences;
  declare path: string;
  declare openName: string;
  declare step: 'idle' | 'asking' | 'blocked';
  declare failure: string;
  /** Somebody asked for the profile: before that nobody is asked for theirs. */
  declare showsProfile: boolean;
  readonly #speaking = new Speaking(this, chatDetailsTexts);

  constructor() {
    super();
    this.source = undefined;
    this.preferences = new Preferences(memoryTexts());
    this.path = '';
    this.openName = '';
    this.step = 'idle';
    this.failure = '';
    this.showsProfile = false;
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('path')) return;
    this.step = 'idle';
    this.failure = '';
    this.showsProfile = false;
  }

  override render(): TemplateResult {
    const { path: jid, openName: name } = this;
    const { texts } = this.#speaking;
    return html`
      <div class="who">
        <span class="avatar ${hueOf(jid)}" aria-hidden="true">${initialOf(name)}</span>
        <h3><bdi>${name}</bdi></h3>
        <p class="jid"><span class="hidden-text">${texts.address}: </span><bdi>${jid}</bdi></p>
      </div>
      ${this.#isPerson ? this.#profile(jid) : nothing}
      <section>
        <label>
          <input type="checkbox" .checked=${this.preferences.isMuted(jid)} @change=${this.#mute} />
          ${texts.mute}
        </label>
        <p class="hint">${texts.muteHint}</p>
      </section>
      <section>${this.#block(name)}</section>
    `;
  }

  /** Rooms have no profile. */
  get #isPerson(): boolean {
    const { source, path } = this;
    if (source === undefined || customElements.get('xec-contact-profile') === undefined)
      return false;
    return stateOf(source).conversations.get(path)?.isRoom !== true;
  }

  #profile(jid: string): TemplateResult {
    const { texts } = this.#speaking;
    return html`<section>
      <button
        type="button"
        class="button"
        aria-expanded=${this.showsProfile ? 'true' : 'false'}
        @click=${() => (this.showsProfile = !this.showsProfile)}
      >
        ${icon('profile')} ${texts.profile}
      </button>
      ${
        this.showsProfile
          ? html`<xec-contact-profile
              brief
              .source=${this.source}
              .jid=${jid}
            ></xec-contact-profile>`
          : nothing
      }
    </section>`;
  }

  #block(name: string): TemplateResult {
    const { texts } = this.#speaking;
    if (this.step === 'blocked') return html`<p role="status">${texts.blocked(name)}</p>`;
    if (this.step === 'asking') {
      return html`
        <p role="alert">${texts.reallyBlock(name)}</p>
        <div class="row">
          <button type="button" class="button bad" @click=${this.#reallyBlock}>
            ${texts.block}
          </button>
          <button type="button" class="button" @click=${this.#ask}>${texts.cancel}</button>
        </div>
      `;
    }
    return html`
      <p class="hint">${texts.blockHint}</p>
      <div class="row">
        <button type="button" class="button bad" @click=${this.#ask}>
          ${icon('block')} ${texts.block}
        </button>
      </div>
      ${this.failure === '' ? nothing : html`<p class="failure" role="alert">${this.failure}</p>`}
    `;
  }

  readonly #mute = ({ target }: Event): void => {
    this.preferences.mute(this.path, (target as HTMLInputElement).checked); // the box's own listener
  };

  readonly #ask = (): void => {
    this.step = this.step === 'asking' ? 'idle' : 'asking';
  };

  readonly #reallyBlock = async (): Promise<void> => {
    const { path: jid } = this;
    this.step = 'idle';
    try {
      await this.source?.request('Blocking/Block', { jids: [jid] });
      if (this.path === jid) this.step = 'blocked';
    } catch (error) {
      const condition = error instanceof RequestError ? error.condition : 'undefined-condition';
      const { language } = this.#speaking;
      const { tried, why, next } = explainPacket(language, 'blocking_block', condition);
      if (this.path === jid) this.failure = `${tried}. ${why} ${next}`;
    }
  };
}
