import type { ChatFile } from '@xec/state';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Speaking } from '../language/speaking.js';
import { shared } from '../styles.js';
import { isPicture, loadPicture } from './load-picture.js';
import { texts } from './texts.js';

/**
 * `<xec-shared-file>`: a file with a message. What stands in it (a link, say) is shown; a picture is drawn
 * above that: at once where its sender is trusted, else when somebody asks for it. Before that nothing is
 * fetched: whoever sends an address learns nothing by it.
 */
export class SharedFile extends LitElement {
  static override properties = {
    file: { attribute: false },
    isTrusted: { attribute: false },
    step: { state: true },
    picture: { state: true },
  };

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        justify-items: start;
        gap: 0.3rem;
        max-width: 100%;
        /* It stands in bubbles of more than one colour. */
        color: inherit;
        font: inherit;
      }

      /* Room for it is there before it is: what is read does not move. */
      .frame {
        width: 20rem;
        max-width: 100%;
        height: 14rem;
        border-radius: 0.6rem;
        overflow: hidden;
        background: rgb(127 127 127 / 15%);
      }

      xec-raster-picture {
        display: block;
        width: 100%;
        height: 100%;
      }

      button {
        min-height: var(--xec-press, 2.5rem);
        padding: 0.2rem 0.8rem;
        border: 1px solid currentColor;
        border-radius: 99rem;
        background: none;
        color: inherit;
      }

      p {
        margin: 0;
        padding: 0.5rem;
        font-size: var(--xec-type-s, 0.8125rem);
      }
    `,
  ];

  declare file: ChatFile | undefined;
  /** Whether pictures are fetched without asking: from ourselves, and from contacts. */
  declare isTrusted: boolean;
  declare step: 'asking' | 'loading' | 'shown' | 'failed';
  declare picture: Uint8Array<ArrayBuffer> | undefined;
  readonly #speaking = new Speaking(this, texts);

  constructor() {
    super();
    this.file = undefined;
    this.isTrusted = false;
    this.step = 'asking';
    this.picture = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { file } = this;
    if (changed.has('file') && changed.get('file')?.url !== file?.url) {
      this.step = 'asking';
      this.picture = undefined;
    }
    if (file === undefined || !this.isTrusted || this.step !== 'asking') return;
    if (isPicture(file)) this.#load(file.url);
  }

  override render(): TemplateResult {
    const { file } = this;
    return html`${file === undefined || !isPicture(file) ? nothing : this.#picture(file)}
      <slot></slot>`;
  }

  #picture({ url, name = '', desc }: ChatFile): TemplateResult {
    const { texts: words } = this.#speaking;
    if (this.step === 'asking') {
      return html`<button type="button" @click=${() => this.#load(url)}>${words.show}</button>`;
    }
    if (this.step === 'failed') return html`<p role="status">${words.failed}</p>`;
    return html`<div class="frame">
      ${
        this.step === 'loading'
          ? html`<p>${words.loading}</p>`
          : html`<xec-raster-picture
              fill
              .bytes=${this.picture}
              .label=${desc ?? words.picture(name)}
            ></xec-raster-picture>`
      }
    </div>`;
  }

  #load(url: string): void {
    this.step = 'loading';
    loadPicture(url).then(
      (picture) => {
        if (this.file?.url !== url) return;
        this.picture = picture;
        this.step = 'shown';
      },
      () => {
        // It may be gone, or no page may have it: the link is there still.
        if (this.file?.url === url) this.step = 'failed';
      },
    );
  }
}
