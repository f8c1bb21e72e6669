import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import type { PersonChoice } from '../pick-person/pick-person.js';
import { controls, shared } from '../styles.js';
import { memoryTexts } from '../theme/kept-texts.js';
import { Preferences } from '../theme/preferences.js';
import { settingsTexts } from './texts.js';

/** A page beside this one. */
export interface ToolLink {
  readonly href: string;
  readonly title: string;
}

/** `<xec-settings>`: appearance, notifications, devices, who is blocked, the password, the way out. */
export class Settings extends LitElement {
  static override properties = {
    source: { attribute: false },
    person: { attribute: false },
    preferences: { attribute: false },
    canChangePassword: { type: Boolean },
    tools: { attribute: false },
  };

  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }

      .all {
        max-width: 40rem;
        margin: 0 auto;
        padding: var(--xec-space-5, 1.5rem) var(--xec-space-4, 1rem);
      }

      h2 {
        margin: 0;
        font-size: var(--xec-type-xl, 1.375rem);
      }

      section {
        padding-block: var(--xec-space-5, 1.5rem);
      }

      h3 {
        margin: 0 0 0.5rem;
        font-size: var(--xec-type-l, 1.125rem);
      }
    `,
  ];

  declare source: PacketSource | undefined;
  declare person: PersonChoice | undefined;
  declare preferences: Preferences;
  /** Whether later logins learn of a new password. Default: no. */
  declare canChangePassword: boolean;
  /** Other pages that this person may see: an inspector, say. Default: none. */
  declare tools: readonly ToolLink[];
  readonly #speaking = new Speaking(this, settingsTexts);

  constructor() {
    super();
    this.source = undefined;
    this.person = undefined;
    this.preferences = new Preferences(memoryTexts());
    this.canChangePassword = false;
    this.tools = [];
  }

  override render(): TemplateResult {
    const { source, preferences, person } = this;
    const { texts } = this.#speaking;
    return html`
      <div class="all">
        <h2>${texts.title}</h2>
        <xec-appearance .preferences=${preferences}></xec-appearance>
        <xec-notify-settings .preferences=${preferences}></xec-notify-settings>
        <xec-devices .source=${source}></xec-devices>
        <xec-blocked .source=${source}></xec-blocked>
        ${this.canChangePassword ? html`<xec-password .source=${source}></xec-password>` : nothing}
        ${this.#tools()}
        <section>
          <h3>${texts.account}</h3>
          <p>${texts.signedInAs(person?.name ?? '?')}</p>
          <button type="button" class="button" @click=${this.#leave}>
            ${icon('leave')} ${texts.signOut}
          </button>
        </section>
      </div>
    `;
  }

  #tools(): TemplateResult | typeof nothing {
    if (this.tools.length === 0) return nothing;
    return html`
      <section>
        <h3>${this.#speaking.texts.tools}</h3>
        <p>
          ${this.tools.map(
            ({ href, title }) => html`<a class="button" href=${href} target="_blank">${title}</a> `,
          )}
        </p>
      </section>
    `;
  }

  readonly #leave = (): void => {
    this.dispatchEvent(new CustomEvent('xec-leave', { bubbles: true, composed: true }));
  };
}
