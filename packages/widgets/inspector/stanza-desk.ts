import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { refused, type Desk, type ReplayView, type SessionView } from '../desk/index.js';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { paneStyles } from './pane-styles.js';
import { replayView } from './replay-view.js';
import { detailTexts, writeTexts } from './texts.js';

/** What one may begin with. */
const examples = {
  ping: `<iq xmlns="jabber:client" type="get" id="by-hand-1">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>`,
  message: `<message xmlns="jabber:client" to="romeo@localhost" type="chat">\n  <body>Hello</body>\n</message>`,
  presence: `<presence xmlns="jabber:client">\n  <show>away</show>\n</presence>`,
} as const;

/** `<xec-stanza-desk>`: a stanza to be written, and sent or replayed. Fires `xec-close`. */
export class StanzaDesk extends LitElement {
  static override properties = {
    desk: { attribute: false },
    sessions: { attribute: false },
    session: { attribute: false },
    xml: { attribute: false },
    replay: { state: true },
    said: { state: true },
    failure: { state: true },
    isBusy: { state: true },
  };

  static override styles = [shared, controls, paneStyles];

  declare desk: Desk | undefined;
  declare sessions: readonly SessionView[];
  /** The name of the session that it is for. */
  declare session: string | undefined;
  declare xml: string;
  declare replay: ReplayView | undefined;
  declare said: string;
  declare failure: string;
  declare isBusy: boolean;
  readonly #speaking = new Speaking(this, writeTexts);

  constructor() {
    super();
    this.desk = undefined;
    this.sessions = [];
    this.session = undefined;
    this.xml = examples.ping;
    this.replay = undefined;
    this.said = '';
    this.failure = '';
    this.isBusy = false;
  }

  override render(): TemplateResult {
    const { texts, language } = this.#speaking;
    const { sessions, replay } = this;
    return html`
      <div class="head">
        <h2>${texts.title}</h2>
        <button
          type="button"
          class="button plain bare"
          aria-label=${texts.close}
          title=${texts.close}
          @click=${() => this.dispatchEvent(new CustomEvent('xec-close'))}
        >
          ${icon('close')}
        </button>
      </div>
      <form class="body" @submit=${this.#submit}>
        <p class="soft">${texts.hint}</p>
        <label>
          ${texts.session}
          <select class="field" name="session">
            ${sessions.map(
              ({ id, jid, session }) =>
                html`<option value=${id} ?selected=${session === this.session}>${jid}</option>`,
            )}
          </select>
        </label>
        ${sessions.length === 0 ? html`<p class="failure">${texts.noSessions}</p>` : nothing}
        <div class="buttons" role="group" aria-label=${texts.examples}>
          ${(['ping', 'message', 'presence'] as const).map(
            (name) => html`
              <button type="button" class="button" @click=${() => this.#begin(examples[name])}>
                ${texts[name]}
              </button>
            `,
          )}
        </div>
        <label>
          ${texts.xml}
          <textarea
            class="field"
            name="xml"
            dir="ltr"
            required
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            .value=${this.xml}
          ></textarea>
        </label>
        <div class="buttons">
          <button class="button main" name="do" value="send" ?disabled=${this.isBusy}>
            ${texts.send}
          </button>
          <button class="button" name="do" value="replay" ?disabled=${this.isBusy}>
            ${texts.replay}
          </button>
        </div>
        <p class="soft">${texts.replayHint}</p>
        <p role="status">${this.said}</p>
        <p role="alert" class="failure">${this.failure}</p>
        ${replay === undefined ? nothing : replayView(replay, detailTexts[language])}
      </form>
    `;
  }

  #begin(xml: string): void {
    this.xml = xml;
    const field = this.renderRoot.querySelector('textarea');
    if (field !== null) field.value = xml; // the same example once more is no change
    field?.focus();
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement; // the form's own listener
    const data = new FormData(form, event.submitter);
    const [id, xml] = [data.get('session') as string, data.get('xml') as string]; // a choice, a text
    const { desk } = this;
    if (desk === undefined) return;
    const { texts } = this.#speaking;
    [this.said, this.failure, this.replay, this.isBusy] = ['', '', undefined, true];
    this.xml = xml;
    try {
      if (data.get('do') === 'replay') {
        this.replay = await desk.replay(id, xml);
      } else {
        await desk.send(id, xml);
        this.said = texts.sentNow;
      }
    } catch (error) {
      const { status, message } = refused(this, error);
      this.failure = status === 0 ? texts.unreachable : texts.failed(message);
    }
    this.isBusy = false;
  };
}
