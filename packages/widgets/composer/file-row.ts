/**
 * How a file looks that is to be sent: what it is, what it shows in words, how far it is.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../language/formats.js';
import type { PickedFile } from './files.js';
import type { texts } from './texts.js';
import type { UploadFailure } from './upload.js';

type Words = (typeof texts)['en'];

/** What is done with a file. */
export interface FileActs {
  describe(id: number, desc: string): void;
  retry(id: number): void;
  cancel(id: number): void;
}

export function fileRow(
  picked: PickedFile,
  words: Words,
  formats: Formats,
  acts: FileActs,
): TemplateResult {
  const { id, file, desc, picture, step } = picked;
  return html`<li>
    ${
      picture === undefined
        ? nothing
        : html`<xec-raster-picture
            fill
            .bytes=${picture}
            .label=${desc === '' ? words.preview(file.name) : desc}
          ></xec-raster-picture>`
    }
    <bdi>${file.name}</bdi>
    ${step === 'chosen' ? html`<span class="size">${formats.bytes(file.size)}</span>` : nothing}
    ${step === 'leaving' ? progress(picked, words, formats) : nothing}
    ${step === 'failed' ? failed(picked, words, formats, acts) : nothing}
    <button
      type="button"
      aria-label=${words.cancel(file.name)}
      title=${words.cancel(file.name)}
      @click=${() => acts.cancel(id)}
    >
      ×
    </button>
    ${
      step === 'chosen' && picture !== undefined
        ? html`<input
            class="desc"
            aria-label=${words.describe(file.name)}
            placeholder=${words.describeHint}
            maxlength="500"
            .value=${desc}
            @input=${
              ({ target }: Event) =>
                acts.describe(id, (target as HTMLInputElement).value) /* the field's own listener */
            }
          />`
        : nothing
    }
  </li>`;
}

const progress = ({ file, sent }: PickedFile, words: Words, formats: Formats): TemplateResult =>
  html`<progress
      max=${file.size}
      value=${Math.min(sent, file.size)}
      aria-label=${words.progress(file.name)}
    ></progress
    ><span class="far">${formats.percent(file.size === 0 ? 1 : sent / file.size)}</span>`;

const failed = (
  { id, failure }: PickedFile,
  words: Words,
  formats: Formats,
  acts: FileActs,
): TemplateResult =>
  html`<span class="why" role="alert">${failure && why(failure, words, formats)}</span>
    <button type="button" @click=${() => acts.retry(id)}>${words.again}</button>`;

function why({ reason, most }: UploadFailure, words: Words, formats: Formats): string {
  if (reason === 'no-service') return words.noService;
  if (reason === 'failed') return words.failed;
  return most === undefined ? words.tooLargeThere : words.tooLarge(formats.bytes(most));
}
