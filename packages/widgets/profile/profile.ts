import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { Asking } from '../asking/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { avatar, controls, shared } from '../styles.js';
import { FollowingProfile } from './follow-profile.js';
import { feelings } from './profile-card.js';
import { profileKeys, type Vcard } from './profile-model.js';
import { profileStyles } from './profile-styles.js';
import { texts } from './texts.js';
import { changedVcard, fieldsOf, vcardFields, type VcardField } from './vcard-fields.js';

/** `<xec-profile>`: what one says of oneself, to change. */
export class ProfileWidget extends LitElement {
  /** The keys it lives on. */
  static readonly keys = profileKeys;

  static override properties = {
    source: { attribute: false },
    changes: { state: true },
    isSaved: { state: true },
  };

  static override styles = [shared, controls, avatar, panel, profileStyles];

  declare source: PacketSource | undefined;
  /** What was written and not saved. */
  declare changes: Partial<Readonly<Record<VcardField | 'nick', string>>>;
  declare isSaved: boolean;
  /** One's own: see `ProfileHost`. */
  readonly jid = undefined;
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);
  readonly #profile: FollowingProfile;

  constructor() {
    super();
    this.source = undefined;
    this.changes = {};
    this.isSaved = false;
    this.#profile = new FollowingProfile(this);
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { model } = this.#profile;
    const isBusy = this.#asking.isBusy();
    const isChanged = Object.keys(this.changes).length > 0;
    return html`<div class="all">
      <div>
        <h2>${words.title}</h2>
        <bdi class="soft small">${model.jid}</bdi>
      </div>
      <xec-avatar-editor .source=${this.source} .model=${model} .picture=${model.picture}>
      </xec-avatar-editor>
      <form class="panel" @submit=${this.#save}>
        <p class="soft small">${words.hint}</p>
        <div class="fields">
          ${this.#field('nick', words.nick, model.nick ?? '')}
          ${vcardFields.map(({ name, label, kind }) =>
            this.#field(name, words[label], fieldsOf(model.vcard)[name], kind),
          )}
        </div>
        <dl>${feelings(model, words)}</dl>
        <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
          ${this.#asking.failure}
        </p>
        <div class="row">
          <button class="button main" ?disabled=${isBusy || !isChanged}>
            ${isBusy ? words.saving : words.save}
          </button>
          ${
            isChanged
              ? html`<button type="button" class="button" @click=${() => (this.changes = {})}>
                  ${words.undo}
                </button>`
              : nothing
          }
          <span class="soft small" role="status">${this.isSaved ? words.saved : nothing}</span>
        </div>
      </form>
    </div>`;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #field(
    name: VcardField | 'nick',
    label: string,
    known: string,
    kind: 'text' | 'date' | 'email' | 'tel' | 'url' | 'lines' = 'text',
  ): TemplateResult {
    const value = this.changes[name] ?? known;
    const input = ({ target }: Event): void =>
      // The listener is the field's own; both kinds have a value.
      this.#change(name, (target as HTMLInputElement | HTMLTextAreaElement).value, known);
    if (kind === 'lines') {
      return html`<label class="wide"
        >${label}<textarea rows="3" maxlength="5000" .value=${value} @input=${input}></textarea>
      </label>`;
    }
    return html`<label
      >${label}<input
        type=${kind}
        maxlength="500"
        autocomplete="off"
        .value=${value}
        @input=${input}
    /></label>`;
  }

  #change(name: VcardField | 'nick', value: string, known: string): void {
    const { [name]: _before, ...rest } = this.changes;
    this.changes = value === known ? rest : { ...rest, [name]: value };
    this.isSaved = false;
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { model } = this.#profile;
    const { nick, ...fields } = this.changes;
    const asked = this.changes;
    if (Object.keys(fields).length > 0) {
      const content: Vcard = changedVcard(model.vcard, fields);
      if (!(await this.#asking.run('Vcard4/Set', { content })).ok) return;
      model.vcard = content; // its event comes too, and says the same
    }
    if (nick !== undefined) {
      const answer =
        nick.trim() === ''
          ? await this.#asking.run('Nickname/Retract', {})
          : await this.#asking.run('Nickname/Set', { content: { nick: nick.trim() } });
      if (!answer.ok) return;
      model.nick = nick.trim() || undefined;
    }
    // What was written meanwhile stays.
    if (this.changes === asked) this.changes = {};
    this.isSaved = true;
  };
}
