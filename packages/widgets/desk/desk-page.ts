import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { memoryTexts } from '../theme/kept-texts.js';
import { Preferences } from '../theme/preferences.js';
import { DeskError, type Desk } from './desk.js';
import { deskStyles } from './desk-styles.js';
import { deskTexts } from './texts.js';

/** Where one stands before the pages: asking, in, or before a door. */
type Standing = 'asking' | 'in' | 'token' | 'none' | 'unreachable';

/** Fired by what stands in the frame: the gateway does not know this browser any more. */
export const SIGNED_OUT = 'xec-signed-out';

/**
 * `<xec-desk>`: the frame of the pages for administrators. Asks the gateway who may come in, and shows
 * `<xec-inspector>` or `<xec-admin>` to who may; to others a sentence that says why not.
 */
export class DeskPage extends LitElement {
  static override properties = {
    desk: { attribute: false },
    preferences: { attribute: false },
    token: { attribute: false },
    view: {},
    standing: { state: true },
    failure: { state: true },
    needsToken: { state: true },
  };

  static override styles = [shared, controls, deskStyles];

  declare desk: Desk | undefined;
  declare preferences: Preferences;
  /** Tried before anybody is asked. */
  declare token: string | undefined;
  declare view: 'inspector' | 'admin';
  declare standing: Standing;
  declare failure: 'wrongToken' | 'tooMany' | undefined;
  declare needsToken: boolean;
  readonly #speaking = new Speaking(this, deskTexts);
  #asked: Desk | undefined = undefined;

  constructor() {
    super();
    this.desk = undefined;
    this.preferences = new Preferences(memoryTexts());
    this.token = undefined;
    this.view = 'inspector';
    this.standing = 'asking';
    this.failure = undefined;
    this.needsToken = false;
    this.addEventListener(SIGNED_OUT, () => void this.#enter());
  }

  override willUpdate(): void {
    if (this.desk === this.#asked) return;
    this.#asked = this.desk;
    void this.#enter();
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <header>
        <a class="brand" href="/" aria-label=${texts.toPage}>Xec</a>
        <nav aria-label=${texts.pages}>${this.#link('inspector')} ${this.#link('admin')}</nav>
        <span class="gap"></span>
        <button
          type="button"
          class="button plain bare"
          popovertarget="appearance"
          title=${texts.appearance}
          aria-label=${texts.appearance}
        >
          ${icon('settings')}
        </button>
        ${this.needsToken && this.standing === 'in' ? this.#signOutButton() : nothing}
      </header>
      <main>${this.#content()}</main>
      <div id="appearance" popover role="dialog" aria-label=${texts.appearance}>
        <xec-appearance .preferences=${this.preferences}></xec-appearance>
      </div>
    `;
  }

  #link(view: 'inspector' | 'admin'): TemplateResult {
    const isHere = view === this.view;
    return html`<a href=${`/${view}`} aria-current=${isHere ? 'page' : nothing}
      >${this.#speaking.texts[view]}</a
    >`;
  }

  #signOutButton(): TemplateResult {
    const { texts } = this.#speaking;
    return html`
      <button
        type="button"
        class="button plain bare"
        title=${texts.signOut}
        aria-label=${texts.signOut}
        @click=${this.#signOut}
      >
        ${icon('leave')}
      </button>
    `;
  }

  #content(): TemplateResult {
    const { texts } = this.#speaking;
    switch (this.standing) {
      case 'in':
        return this.view === 'inspector'
          ? html`<xec-inspector .desk=${this.desk}></xec-inspector>`
          : html`<xec-admin .desk=${this.desk}></xec-admin>`;
      case 'asking':
        return html`<div class="door"><p class="soft" role="status">${texts.looking}</p></div>`;
      case 'token':
        return this.#door();
      case 'none':
        return card(texts.nobodyTitle, html`<p class="soft">${texts.nobodyWhy}</p>`);
      case 'unreachable':
        return card(
          texts.unreachableTitle,
          html`<p class="soft">${texts.unreachableWhy}</p>
            <button type="button" class="button" @click=${() => void this.#enter()}>
              ${texts.again}
            </button>`,
        );
    }
  }

  #door(): TemplateResult {
    const { texts } = this.#speaking;
    const { failure } = this;
    return card(
      texts.doorTitle,
      html`
        <p class="soft">${texts.doorWhy}</p>
        <p class="soft">${texts.doorWhere}</p>
        <form @submit=${this.#submit}>
          <label>
            ${texts.token}
            <input class="field" name="token" type="password" required autocomplete="off" />
          </label>
          <p class="failure" role="alert" ?hidden=${failure === undefined}>
            ${failure === undefined ? nothing : texts[failure]}
          </p>
          <button class="button main wide">${texts.signIn}</button>
        </form>
      `,
    );
  }

  /** Asks who may come in, and comes in where that takes nobody's doing. */
  async #enter(): Promise<void> {
    const { desk, token } = this;
    if (desk === undefined) return;
    try {
      const { entry, isIn } = await desk.entry();
      this.needsToken = entry === 'token';
      if (isIn) this.standing = 'in';
      else if (entry === 'none') this.standing = 'none';
      else if (entry === 'token' && token === undefined) this.standing = 'token';
      else await this.#signIn(desk, entry === 'open' ? undefined : token);
    } catch {
      this.standing = 'unreachable';
    }
    this.token = undefined;
  }

  async #signIn(desk: Desk, token: string | undefined): Promise<void> {
    try {
      await desk.signIn(token);
      this.failure = undefined;
      this.standing = 'in';
    } catch (error) {
      const status = error instanceof DeskError ? error.status : 0;
      if (status !== 401 && status !== 429) throw error;
      this.failure = status === 401 ? 'wrongToken' : 'tooMany';
      this.standing = 'token';
    }
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const token = new FormData(event.target as HTMLFormElement).get('token'); // the form's own listener
    if (typeof token !== 'string' || this.desk === undefined) return;
    try {
      await this.#signIn(this.desk, token.trim());
    } catch {
      this.standing = 'unreachable';
    }
  };

  readonly #signOut = async (): Promise<void> => {
    await this.desk?.signOut().catch(() => undefined); // whether it was heard is asked next
    await this.#enter();
  };
}

const card = (title: string, content: TemplateResult): TemplateResult => html`
  <div class="door">
    <section class="card">
      <h1>${title}</h1>
      ${content}
    </section>
  </div>
`;
