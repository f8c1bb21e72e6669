import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { RequestError, type PacketSource } from '@xec/packet-source';
import { explainPacket } from '../language/conditions/explain.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { sectionStyles } from './settings-styles.js';
import { passwordTexts } from './texts.js';

/**
 * `<xec-password>`: another password for the account (XEP-0077). Fires `xec-password` once it is
 * changed: whoever keeps the session has to know, for later logins.
 */
export class PasswordChange extends LitElement {
  /** Errors that it shows itself. */
  static readonly keys = ['register_changepassword_*'] as const;
  /** The actions it requests. Allow them where later logins learn of the new password. */
  static readonly actions = ['Register/ChangePassword'] as const;

  static override properties = {
    source: { attribute: false },
    outcome: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    shared,
    controls,
    sectionStyles,
    css`
      label {
        display: block;
        max-width: 24rem;
        margin-block-end: 0.75rem;
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** How the last try ended: `done`, `differ`, or a condition. */
  declare outcome: string | undefined;
  declare isBusy: boolean;
  readonly #speaking = new Speaking(this, passwordTexts);

  constructor() {
    super();
    this.source = undefined;
    this.outcome = undefined;
    this.isBusy = false;
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <h3>${texts.title}</h3>
      <form @submit=${this.#submit}>
        ${this.#field('fresh', texts.fresh)} ${this.#field('again', texts.again)}
        <button class="button" ?disabled=${this.isBusy}>${texts.change}</button>
      </form>
      ${this.#said()}
    `;
  }

  #field(name: string, label: string): TemplateResult {
    return html`
      <label>
        ${label}
        <input
          class="field"
          type="password"
          name=${name}
          required
          autocomplete="new-password"
          maxlength="1023"
        />
      </label>
    `;
  }

  #said(): TemplateResult | typeof nothing {
    const { texts, language } = this.#speaking;
    switch (this.outcome) {
      case undefined:
        return nothing;
      case 'done':
        return html`<p role="status">${texts.done}</p>`;
      case 'differ':
        return html`<p class="failure" role="alert">${texts.differ}</p>`;
      default: {
        const { tried, why, next } = explainPacket(
          language,
          'register_changepassword',
          this.outcome,
        );
        return html`<p class="failure" role="alert">${tried}. ${why} ${next}</p>`;
      }
    }
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement; // the form's own listener
    const data = new FormData(form);
    const password = data.get('fresh');
    if (typeof password !== 'string' || password !== data.get('again')) {
      this.outcome = 'differ';
      return;
    }
    this.isBusy = true;
    try {
      await this.source?.request('Register/ChangePassword', { password });
      this.outcome = 'done';
      form.reset();
      this.dispatchEvent(new CustomEvent('xec-password', { bubbles: true, composed: true }));
    } catch (error) {
      this.outcome = error instanceof RequestError ? error.condition : 'undefined-condition';
    }
    this.isBusy = false;
  };
}
