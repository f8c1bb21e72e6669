import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { bytesOf, rasterTypeOf } from './raster.js';

/** No picture is drawn with more dots on a side. */
const MAX_SIDE = 512;

/**
 * `<xec-raster-picture>`: a picture that came as bytes, drawn on a canvas: so nothing of it is a
 * document, nothing moves, and a page needs no permission for images. What is no picture of dots is
 * not drawn; what stands in the slot is shown then.
 */
export class RasterPicture extends LitElement {
  static override properties = {
    base64: {},
    bytes: { attribute: false },
    label: {},
    isDrawn: { state: true },
  };

  static override styles = css`
    :host {
      display: inline-block;
      max-width: 100%;
    }

    canvas {
      display: block;
      max-width: 100%;
      border-radius: inherit;
    }

    :host([fill]) canvas {
      width: 100%;
      height: 100%;
      object-fit: cover;
    }

    canvas[hidden] {
      display: none;
    }
  `;

  /** The bytes, as base64. */
  declare base64: string | undefined;
  /** The bytes, where they are there as such. */
  declare bytes: Uint8Array<ArrayBuffer> | undefined;
  /** What it shows, in words; without any it is decoration. */
  declare label: string;
  declare isDrawn: boolean;

  constructor() {
    super();
    this.base64 = undefined;
    this.bytes = undefined;
    this.label = '';
    this.isDrawn = false;
  }

  override render(): TemplateResult {
    return html`
      <canvas
        ?hidden=${!this.isDrawn}
        role=${this.label === '' ? 'presentation' : 'img'}
        aria-label=${this.label === '' ? nothing : this.label}
      ></canvas>
      ${this.isDrawn ? nothing : html`<slot></slot>`}
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('base64') || changed.has('bytes')) void this.#draw();
  }

  async #draw(): Promise<void> {
    const { base64, bytes } = this;
    const bitmap = await bitmapOf(bytes ?? (base64 === undefined ? undefined : bytesOf(base64)));
    // Another one may have come meanwhile.
    if (base64 === this.base64 && bytes === this.bytes) {
      const canvas = this.renderRoot.querySelector('canvas');
      this.isDrawn = bitmap !== undefined && canvas !== null;
      if (bitmap !== undefined && canvas !== null) paint(canvas, bitmap);
    }
    bitmap?.close();
  }
}

async function bitmapOf(
  bytes: Uint8Array<ArrayBuffer> | undefined,
): Promise<ImageBitmap | undefined> {
  const type = bytes && rasterTypeOf(bytes);
  if (bytes === undefined || type === undefined) return undefined;
  try {
    return await createImageBitmap(new Blob([bytes], { type }));
  } catch {
    return undefined; // it begins like a picture, and is none
  }
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}
