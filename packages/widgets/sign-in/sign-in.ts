import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Speaking } from '../language/speaking.js';
import { isAccount, isSocket, type LogInWish } from './login.js';
import { signInRules } from './sign-in-styles.js';
import { signInTexts } from './texts.js';
import { whyNot, type LogInFailure } from './why-not.js';

/** Which field somebody filled in with something that cannot be meant. */
type Slip = 'noAccount' | 'noService';

/**
 * `<xec-sign-in>`: account and password, and the server's address where it is asked for. Fires
 * `xec-log-in` with a {@link LogInWish}; whoever hears it sets `isBusy`, and `failure` where it did not
 * work. Password managers look for fields in the page itself: so it has no shadow root.
 */
export class SignIn extends LitElement {
  static override properties = {
    account: {},
    domains: { attribute: false },
    service: {},
    hint: {},
    isBusy: { type: Boolean },
    failure: { attribute: false },
    slip: { state: true },
    showsPassword: { state: true },
  };

  /** What is filled in already: a JID, or nothing. */
  declare account: string;
  /** Whose accounts may log in. Default: nobody knows. */
  declare domains: readonly string[];
  /** The server's address, as far as it is known; `undefined`: it is not asked for. */
  declare service: string | undefined;
  /** What people should know: where the session lives. */
  declare hint: string;
  declare isBusy: boolean;
  declare failure: LogInFailure | undefined;
  declare slip: Slip | undefined;
  declare showsPassword: boolean;
  readonly #speaking = new Speaking(this, signInTexts);

  constructor() {
    super();
    this.account = '';
    this.domains = [];
    this.service = undefined;
    this.hint = '';
    this.isBusy = false;
    this.failure = undefined;
    this.slip = undefined;
    this.showsPassword = false;
  }

  protected override createRenderRoot(): HTMLElement {
    sheet ??= makeSheet();
    const root = this.getRootNode() as Document | ShadowRoot; // of an element that is connected
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    return this;
  }

  override firstUpdated(): void {
    this.#input(this.account === '' ? 'username' : 'password')?.focus();
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('failure') || this.failure === undefined) return;
    // Most often it is the password: what is wrong is written over.
    this.#input('password')?.select();
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <main>
        <h1>${texts.title}</h1>
        ${this.hint === '' ? nothing : html`<p class="hint">${this.hint}</p>`}
        <form novalidate aria-busy=${this.isBusy ? 'true' : 'false'} @submit=${this.#submit}>
          ${this.#accountField()} ${this.#passwordField()} ${this.#serviceField()}
          <label class="asked stays">
            <input type="checkbox" name="stays" checked aria-describedby="xec-stays-hint" />
            ${texts.stays}
          </label>
          <p class="hint small" id="xec-stays-hint">${texts.staysHint}</p>
          <p class="failure" id="xec-why-not" role="alert">${this.#whyNot()}</p>
          <button class="main" aria-disabled=${this.isBusy ? 'true' : 'false'}>
            ${this.isBusy ? texts.busy : texts.logIn}
          </button>
        </form>
      </main>
    `;
  }

  #accountField(): TemplateResult {
    const [domain = 'example.org'] = this.domains;
    return html`
      <label class="asked">
        ${this.#speaking.texts.account}
        <input
          name="username"
          type="text"
          inputmode="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          maxlength="3071"
          placeholder="juliet@${domain}"
          dir="ltr"
          .defaultValue=${this.account}
          aria-invalid=${this.slip === 'noAccount' ? 'true' : 'false'}
          aria-describedby="xec-why-not"
        />
      </label>
    `;
  }

  #passwordField(): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <div class="asked secret">
        <label>
          ${texts.password}
          <input
            name="password"
            type=${this.showsPassword ? 'text' : 'password'}
            autocomplete="current-password"
            autocapitalize="none"
            spellcheck="false"
            required
            maxlength="1024"
            dir="ltr"
            aria-describedby="xec-why-not"
          />
        </label>
        <button
          type="button"
          aria-pressed=${this.showsPassword ? 'true' : 'false'}
          @click=${() => (this.showsPassword = !this.showsPassword)}
        >
          ${texts.show} <span class="hidden-text">${texts.thePassword}</span>
        </button>
      </div>
    `;
  }

  #serviceField(): TemplateResult | typeof nothing {
    if (this.service === undefined) return nothing;
    return html`
      <label class="asked">
        ${this.#speaking.texts.service}
        <input
          name="service"
          type="url"
          autocomplete="url"
          required
          placeholder="wss://example.org/ws"
          dir="ltr"
          .defaultValue=${this.service}
          aria-invalid=${this.slip === 'noService' ? 'true' : 'false'}
          aria-describedby="xec-why-not"
        />
      </label>
    `;
  }

  #whyNot(): string {
    const { texts, language } = this.#speaking;
    if (this.isBusy) return '';
    if (this.slip !== undefined) return texts[this.slip];
    return this.failure === undefined ? '' : whyNot(language, this.failure, this.domains);
  }

  #input(name: 'username' | 'password' | 'service'): HTMLInputElement | null {
    return this.querySelector(`input[name=${name}]`);
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.isBusy) return;
    const [jid = '', service = ''] = [this.#input('username'), this.#input('service')].map(
      (input) => input?.value.trim(),
    );
    const password = this.#input('password')?.value ?? '';
    this.failure = undefined;
    this.slip = undefined;
    if (!isAccount(jid)) this.#slipped('noAccount', 'username');
    else if (password === '') this.#input('password')?.focus();
    else if (this.service !== undefined && !isSocket(service)) {
      this.#slipped('noService', 'service');
    } else {
      const stays = this.querySelector<HTMLInputElement>('input[name=stays]')?.checked ?? false;
      this.showsPassword = false; // browsers offer to keep what is hidden
      const asked = this.service === undefined ? undefined : service;
      const detail: LogInWish = { jid, password, service: asked, stays };
      this.dispatchEvent(new CustomEvent('xec-log-in', { detail, bubbles: true, composed: true }));
    }
  };

  #slipped(slip: Slip, field: 'username' | 'service'): void {
    this.slip = slip;
    this.#input(field)?.focus();
  }
}

let sheet: CSSStyleSheet | undefined;

function makeSheet(): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(signInRules);
  return made;
}
