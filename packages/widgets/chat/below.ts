/**
 * What stands below the lines: the way to the end, who is writing, what the composer is about.
 */
import type { Conversation } from '@xec/state';
import { html, nothing, type TemplateResult } from 'lit';
import type { LineFrame } from './lines/line.js';
import type { About } from './lines/line-acts.js';

type Shown = TemplateResult | typeof nothing;

/** The way to the end, for who does not read there. */
export function newer(
  { unread }: Pick<Conversation, 'unread'>,
  { texts, formats }: LineFrame,
  toEnd: () => void,
): TemplateResult {
  const label = unread === 0 ? texts.toEnd : texts.newer(formats.number(unread));
  return html`<button type="button" class="newer" @click=${toEnd}>${label}</button>`;
}

/** @param name of the other one */
export function typing(
  writing: readonly string[],
  name: string,
  { texts, formats, isRoom }: LineFrame,
): Shown {
  if (writing.length === 0) return nothing;
  const names = isRoom ? writing.slice(0, 3) : [name];
  return html`<bdi>${texts.isWriting(formats.list(names), names.length)}</bdi>
    <span class="dots"></span>`;
}

export function aboutBar(
  about: About | undefined,
  { texts, nameOf }: LineFrame,
  cancel: () => void,
): Shown {
  if (about === undefined) return nothing;
  const { what, message } = about;
  const title = what === 'edit' ? texts.correcting : texts.answering(nameOf(message));
  return html`<div class="about">
    <bdi>${title}${what === 'edit' ? nothing : html`: ${message.body}`}</bdi>
    <button type="button" @click=${cancel}>${texts.cancel}</button>
  </div>`;
}
