import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { dataFormStyles } from './data-form-styles.js';
import type { FieldFault } from './field-faults.js';
import { cidOf, loadPicture } from './field-media.js';
import { formField } from './form-field.js';
import { FormModel, isFillable, type DataForm, type FormField } from './form-model.js';
import { formResult } from './form-result.js';
import { texts } from './texts.js';

/**
 * `<xec-data-form>`: any form of XEP-0004. Fires `xec-submit` with the form to send, when nothing is
 * wrong with it, and `xec-cancel`. Fields that nobody touched go back as they came.
 */
export class DataFormWidget extends LitElement {
  static override properties = {
    form: { attribute: false },
    source: { attribute: false },
    service: {},
    busy: { type: Boolean },
    failure: {},
    action: {},
    canCancel: { type: Boolean },
    faults: { state: true },
    pictures: { state: true },
  };

  static override styles = [shared, controls, dataFormStyles];

  /** The form; another one begins anew. */
  declare form: DataForm | undefined;
  /** With `service`, whose form it is: pictures that belong to it are asked for there. */
  declare source: PacketSource | undefined;
  declare service: string | undefined;
  /** It was sent, and nothing is known of it yet. */
  declare busy: boolean;
  /** Why the service did not take it, in words. */
  declare failure: string;
  /** What sending it is called; default: save. */
  declare action: string;
  declare canCancel: boolean;
  declare faults: ReadonlyMap<string, FieldFault>;
  declare pictures: ReadonlyMap<string, string>;
  readonly #speaking = new Speaking(this, texts);
  #model: FormModel | undefined = undefined;

  constructor() {
    super();
    this.form = undefined;
    this.source = undefined;
    this.service = undefined;
    this.busy = false;
    this.failure = '';
    this.action = '';
    this.canCancel = false;
    this.faults = new Map();
    this.pictures = new Map();
  }

  /** Whether somebody changed anything. */
  get isTouched(): boolean {
    return this.#model?.isTouched === true;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('form')) return;
    this.#model = this.form && new FormModel(this.form);
    this.faults = new Map();
    this.pictures = new Map();
    for (const field of this.form?.fields ?? []) void this.#load(this.form, cidOf(field));
  }

  override render(): TemplateResult | typeof nothing {
    const { form } = this;
    if (form === undefined) return nothing;
    return html`
      ${form.title === undefined ? nothing : html`<p class="title" dir="auto">${form.title}</p>`}
      ${form.instructions.map((text) => html`<p class="instructions" dir="auto">${text}</p>`)}
      ${form.type === 'result' ? formResult(form) : this.#fillable()}
    `;
  }

  #fillable(): TemplateResult {
    const words = this.#speaking.texts;
    const { faults, failure, busy } = this;
    return html`
      <form novalidate @submit=${this.#submit}>
        ${this.#model?.shown.map((field, index) => this.#field(field, index))}
        <p class="failure" role="alert" ?hidden=${failure === '' && faults.size === 0}>
          ${failure !== '' ? failure : faults.size > 0 ? words.again(faults.size) : nothing}
        </p>
        <div class="buttons">
          <button class="button main" ?disabled=${busy}>
            ${busy ? words.busy : this.action || words.send}
          </button>
          ${
            this.canCancel
              ? html`<button type="button" class="button" @click=${this.#cancel}>
                  ${words.cancel}
                </button>`
              : nothing
          }
        </div>
      </form>
    `;
  }

  #field(field: FormField, index: number): TemplateResult {
    const model = this.#model;
    return formField(field, {
      id: `field-${String(index)}`,
      answer: model !== undefined && isFillable(field) ? model.answer(field) : '',
      fault: this.faults.get(field.var ?? ''),
      pictures: this.pictures,
      words: this.#speaking.texts,
      say: (answer) => {
        if (model === undefined || !isFillable(field)) return;
        model.set(field, answer);
        // A mistake is told after sending only, and taken back as soon as it is mended.
        if (this.faults.has(field.var)) this.faults = model.faults();
        this.requestUpdate();
      },
    });
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const model = this.#model;
    if (model === undefined || this.busy) return;
    this.faults = model.faults();
    if (this.faults.size === 0) {
      this.dispatchEvent(new CustomEvent('xec-submit', { detail: model.submission() }));
      return;
    }
    await this.updateComplete;
    const first = model.shown.findIndex((field) => this.faults.has(field.var ?? ''));
    this.renderRoot.querySelector<HTMLElement>(`#field-${String(first)}`)?.focus();
  };

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent('xec-cancel'));
  };

  async #load(form: DataForm | undefined, cid: string | undefined): Promise<void> {
    const { source, service } = this;
    if (cid === undefined || source === undefined || service === undefined) return;
    try {
      const picture = await loadPicture(source, service, cid);
      if (picture === undefined || form !== this.form) return;
      this.pictures = new Map(this.pictures).set(cid, picture);
    } catch {
      // The field says what it is for without it.
    }
  }
}
