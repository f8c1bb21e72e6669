import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { memoryTexts } from '../theme/kept-texts.js';
import { Preferences } from '../theme/preferences.js';
import { sectionStyles } from './settings-styles.js';
import { notifyTexts } from './texts.js';

/** `<xec-notify-settings>`: whether the system shows messages, and of whom it does not. */
export class NotifySettings extends LitElement {
  static override properties = { preferences: { attribute: false } };

  static override styles = [shared, controls, sectionStyles];

  declare preferences: Preferences;
  readonly #speaking = new Speaking(this, notifyTexts);

  constructor() {
    super();
    this.preferences = new Preferences(memoryTexts());
  }

  override render(): TemplateResult {
    const { texts } = this.#speaking;
    const { notify, muted } = this.preferences.wishes;
    const permission = typeof Notification === 'undefined' ? 'missing' : Notification.permission;
    const isHeld = permission === 'missing' || permission === 'denied';
    return html`
      <h3>${texts.title}</h3>
      <label class="check">
        <input
          type="checkbox"
          .checked=${notify && permission === 'granted'}
          ?disabled=${isHeld}
          @change=${this.#change}
        />
        ${texts.notify}
      </label>
      ${isHeld ? html`<p class="hint">${texts[permission]}</p>` : nothing}
      ${
        muted.length === 0
          ? nothing
          : html`<h4>${texts.muted}</h4>
              <ul>
                ${muted.map((jid) => this.#muted(jid))}
              </ul>`
      }
    `;
  }

  #muted(jid: string): TemplateResult {
    const { texts } = this.#speaking;
    const unmute = (): void => {
      this.preferences.mute(jid, false);
      this.requestUpdate();
    };
    return html`
      <li>
        <bdi class="what">${jid}</bdi>
        <button type="button" class="button" aria-label=${texts.unmute(jid)} @click=${unmute}>
          ${texts.unmuteShort}
        </button>
      </li>
    `;
  }

  readonly #change = async ({ target }: Event): Promise<void> => {
    const wanted = (target as HTMLInputElement).checked; // the box's own listener
    // Browsers ask people only when these have just pressed something.
    const granted = wanted && (await Notification.requestPermission()) === 'granted';
    this.preferences.change({ notify: granted });
    this.requestUpdate();
  };
}
