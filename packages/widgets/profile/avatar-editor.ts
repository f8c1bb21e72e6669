import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { Asking } from '../asking/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { avatar, controls, shared } from '../styles.js';
import { SIDE, draw, openPicture, packed } from './avatar-file.js';
import { MOST_ZOOM, dragged, middle, squareOf, type View } from './crop.js';
import { portrait } from './profile-card.js';
import type { ProfileModel } from './profile-model.js';
import { profileStyles } from './profile-styles.js';
import { texts } from './texts.js';

/** `<xec-avatar-editor>`: one's own picture: chosen, moved into its square, published. */
export class AvatarEditor extends LitElement {
  static override properties = {
    source: { attribute: false },
    model: { attribute: false },
    picture: { attribute: false },
    bitmap: { state: true },
    view: { state: true },
    isPublished: { state: true },
  };

  static override styles = [
    shared,
    controls,
    avatar,
    panel,
    profileStyles,
    css`
      :host {
        padding: 0;
        overflow: visible;
      }

      canvas {
        width: 12rem;
        height: 12rem;
        border-radius: 50%;
        background: var(--xec-sunken, #eef1f6);
        cursor: grab;
        touch-action: none;
      }

      input[type='range'] {
        display: block;
        width: 100%;
        margin: 0.3rem 0 0;
        accent-color: var(--xec-accent, #2f5fd0);
      }

      .file {
        position: relative;
      }

      .file input {
        position: absolute;
        inset: 0;
        opacity: 0;
        cursor: pointer;
      }

      .file:focus-within {
        outline: 2px solid var(--xec-accent, #2f5fd0);
        outline-offset: 2px;
      }

      .sliders {
        display: flex;
        flex-direction: column;
        gap: 0.6rem;
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** One's own profile. */
  declare model: ProfileModel | undefined;
  /** The picture there is, in base64. */
  declare picture: string | undefined;
  /** The picture that was chosen. */
  declare bitmap: ImageBitmap | undefined;
  declare view: View;
  declare isPublished: boolean;
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.source = undefined;
    this.model = undefined;
    this.picture = undefined;
    this.bitmap = undefined;
    this.view = middle;
    this.isPublished = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  override render(): TemplateResult | typeof nothing {
    const { model, bitmap } = this;
    if (model === undefined) return nothing;
    const words = this.#words;
    return html`<section class="panel" aria-labelledby="picture">
      <h3 id="picture">${words.picture}</h3>
      ${bitmap === undefined ? this.#choosing(model) : this.#cropping()}
      <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
        ${this.#asking.failure}
      </p>
      <p class="soft small" role="status" ?hidden=${!this.isPublished}>
        ${this.isPublished ? words.published : nothing}
      </p>
    </section>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('bitmap') && !changed.has('view')) return;
    const canvas = this.renderRoot.querySelector('canvas');
    const { bitmap, view } = this;
    if (canvas === null || bitmap === undefined) return;
    draw(canvas, bitmap, squareOf(bitmap.width, bitmap.height, view));
  }

  get #words() {
    return this.#speaking.texts;
  }

  #choosing(model: ProfileModel): TemplateResult {
    const words = this.#words;
    return html`<div class="row">
      ${portrait(model, words)}
      <div class="grow">
        <div class="row">
          <label class="button file"
            >${words.choose}
            <input
              type="file"
              accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
              aria-describedby="choose-hint"
              @change=${this.#choose}
            />
          </label>
          ${
            model.pictureId === undefined
              ? nothing
              : html`<button
                  type="button"
                  class="button"
                  ?disabled=${this.#asking.isBusy()}
                  @click=${this.#remove}
                >
                  ${words.remove}
                </button>`
          }
        </div>
        <p class="soft small" id="choose-hint">${words.chooseHint}</p>
      </div>
    </div>`;
  }

  #cropping(): TemplateResult {
    const words = this.#words;
    const isBusy = this.#asking.isBusy();
    return html`
      <div class="row">
        <canvas
          width=${SIDE}
          height=${SIDE}
          role="img"
          aria-label=${words.preview}
          @pointerdown=${this.#grab}
          @pointermove=${this.#drag}
        ></canvas>
        <div class="grow sliders">
          ${this.#slider(words.zoom, 'zoom', 1, MOST_ZOOM)} ${this.#slider(words.across, 'x', 0, 1)}
          ${this.#slider(words.upDown, 'y', 0, 1)}
        </div>
      </div>
      <div class="row">
        <button type="button" class="button main" ?disabled=${isBusy} @click=${this.#publish}>
          ${isBusy ? words.publishing : words.publish}
        </button>
        <button type="button" class="button" @click=${() => this.#forget()}>${words.cancel}</button>
      </div>
    `;
  }

  #slider(label: string, of: keyof View, min: number, max: number): TemplateResult {
    return html`<label class="small"
      >${label}
      <input
        type="range"
        min=${min}
        max=${max}
        step="0.01"
        .value=${String(this.view[of])}
        @input=${({ target }: Event) => {
          // The listener is the slider's own.
          this.view = { ...this.view, [of]: Number((target as HTMLInputElement).value) };
        }}
      />
    </label>`;
  }

  readonly #choose = async ({ target }: Event): Promise<void> => {
    const input = target as HTMLInputElement; // the listener is the field's own
    const file = input.files?.[0];
    if (file === undefined) return;
    this.isPublished = false;
    const bitmap = await openPicture(file);
    input.value = ''; // the same file can be chosen again
    if (bitmap === undefined) this.#asking.fail(this.#words.noPicture);
    else {
      this.#asking.clear();
      this.view = middle;
      this.bitmap = bitmap;
    }
  };

  readonly #grab = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId); // the canvas
  };

  readonly #drag = (event: PointerEvent): void => {
    const { bitmap } = this;
    if (bitmap === undefined || event.buttons !== 1) return;
    const shown = (event.currentTarget as Element).clientWidth; // the canvas
    const moved = { right: event.movementX, down: event.movementY, shown };
    this.view = dragged(bitmap, this.view, moved);
  };

  readonly #publish = async (): Promise<void> => {
    const canvas = this.renderRoot.querySelector('canvas');
    const file = canvas === null ? undefined : await packed(canvas);
    if (file === undefined) {
      this.#asking.fail(this.#words.tooBig);
      return;
    }
    const answer = await this.#asking.run('Avatar/Set', file);
    if (!answer.ok) return;
    this.#forget();
    this.isPublished = true;
  };

  readonly #remove = (): void => {
    // An account that says that it has none, rather than nothing (XEP-0084 section 4.2.2).
    void this.#asking.run('Avatar/SetMetadata', { content: { infos: [] } });
  };

  #forget(): void {
    this.bitmap?.close();
    this.bitmap = undefined;
  }
}
