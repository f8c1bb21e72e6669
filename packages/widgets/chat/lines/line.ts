/**
 * How a row of a conversation looks: a message, a gap, a new day.
 */
import type { ChatMessage, Gap, Progress } from '@xec/state';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons/icons.js';
import type { Formats } from '../../language/formats.js';
import { hueOf } from '../../styles.js';
import { bodyOf, isAction } from './body.js';
import type { ChatTexts } from '../texts.js';

/** What the signs of progress look like. */
const ticks: Record<Progress, string> = {
  sending: '◌',
  sent: '✓',
  received: '✓✓',
  read: '✓✓',
  failed: '!',
};

/** What one reacts with; any other comes from others. */
export const signs = ['👍', '❤️', '😂', '😮', '😢', '🎉'] as const;

/** Lines of one sender within this time are one group. */
export const GROUP_MS = 5 * 60_000;

/** What all lines of a conversation have in common. */
export interface LineFrame {
  readonly texts: ChatTexts;
  readonly formats: Formats;
  readonly isRoom: boolean;
  /** Whether the other one's pictures are fetched without asking. */
  readonly isTrusted: boolean;
  /** What a sender is called. */
  readonly nameOf: (message: Pick<ChatMessage, 'isOwn' | 'nick'>) => string;
}

export type LineAct = 'reply' | 'edit' | 'delete' | 'react' | 'retry' | 'discard' | 'jump';

export interface LineState {
  /** It goes on where the line above stopped. */
  readonly follows: boolean;
  /** What can be done with it is shown. */
  readonly isChosen: boolean;
  /** The arrow keys begin here. */
  readonly isFirst: boolean;
  /** It was deleted, and can be had back for a moment. */
  readonly isLeaving: boolean;
}

export function line(message: ChatMessage, state: LineState, frame: LineFrame): TemplateResult {
  const { isOwn, body, progress, key } = message;
  const { texts } = frame;
  const name = frame.nameOf(message);
  const isGone = message.isRetracted || state.isLeaving;
  const kind = [
    isOwn ? 'own' : 'theirs',
    state.follows && 'follows',
    state.isChosen && 'chosen',
    progress,
    isGone && 'gone',
  ];
  const gone = state.isLeaving
    ? texts.retracting
    : `${texts.retracted} ${message.reason ?? ''}`.trimEnd();
  const inside = isGone ? gone : content(message, name, frame);
  return html`
    <div
      class="line ${kind.filter((each) => each !== false).join(' ')}"
      role="group"
      data-key=${key}
      tabindex=${state.isFirst ? '0' : '-1'}
    >
      ${
        frame.isRoom && !isOwn && !state.follows
          ? html`<bdi class="sender nick ${hueOf(message.nick ?? '')}">${name}</bdi>`
          : html`<span class="hidden-text">${name}:</span>`
      }
      ${quoted(message, frame)}
      <div class="bubble ${isAction(body) ? 'me' : ''}" dir="auto">${inside}</div>
      ${reactions(message, frame)} ${meta(message, frame)}
      ${state.isLeaving ? undo(message, frame) : nothing}
      ${progress === 'failed' ? failure(message, frame) : nothing}
      ${state.isChosen && !isGone && progress !== 'failed' ? tools(message, frame) : nothing}
    </div>
  `;
}

function content(message: ChatMessage, name: string, frame: LineFrame): unknown {
  const { body, isUnstyled, isOwn, file } = message;
  if (file === undefined) return bodyOf(body, isUnstyled, name);
  const { url } = file;
  const called =
    file.name ?? (decode(new URL(url).pathname.split('/').at(-1) ?? '') || frame.texts.file);
  const size = file.size === undefined ? '' : ` · ${frame.formats.bytes(file.size)}`;
  const link = html`<xec-shared-file .file=${file} .isTrusted=${isOwn || frame.isTrusted}
    ><a class="file" href=${url} target="_blank" rel="noopener noreferrer nofollow"
      >${icon('tasks')}<span><bdi>${called}</bdi>${size}</span></a
    ></xec-shared-file
  >`;
  return body === url || body === '' ? link : html`${link}${bodyOf(body, isUnstyled, name)}`;
}

/** A name in an address, as people read it. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // it was none
  }
}

function quoted({ quoted: of, replyTo }: ChatMessage, { texts, nameOf }: LineFrame): unknown {
  if (replyTo === undefined) return nothing;
  if (of === undefined) return html`<div class="quoted">${texts.quotedUnknown}</div>`;
  const name = nameOf({ isOwn: of.isOwn, nick: of.name });
  return html`<button type="button" class="quoted" data-act="jump" tabindex="-1">
    <span class="hidden-text">${texts.answers(name)}</span>
    <bdi class="who" aria-hidden="true">${name}</bdi> <bdi>${of.body}</bdi>
  </button>`;
}

function meta({ at, isOwn, isEdited, progress }: ChatMessage, { texts, formats }: LineFrame) {
  return html`<div class="meta">
    ${isEdited ? html`<span>${texts.edited}</span>` : nothing}
    <time datetime=${new Date(at).toISOString()}>${formats.time(at)}</time>
    ${
      isOwn
        ? html`<span class="ticks" title=${texts[progress]} aria-hidden="true"
              >${ticks[progress]}</span
            ><span class="hidden-text">${texts[progress]}</span>`
        : nothing
    }
  </div>`;
}

function reactions({ reactions: all }: ChatMessage, { texts }: LineFrame): unknown {
  if (all.length === 0) return nothing;
  return html`<div class="reactions">
    ${all.map(
      ({ sign, from }) =>
        html`<button
          type="button"
          data-act="react"
          data-sign=${sign}
          tabindex="-1"
          aria-pressed=${from.includes('') ? 'true' : 'false'}
          aria-label=${texts.reactedBy(sign, from.length)}
        >
          ${sign}${from.length > 1 ? html` <span>${from.length}</span>` : nothing}
        </button>`,
    )}
  </div>`;
}

function failure({ failure: why }: ChatMessage, { texts }: LineFrame) {
  return html`<div class="failure">
    ${why === 'unknown' ? texts.unknown : html`<bdi>${why}</bdi>`}
    <button type="button" data-act="retry">${texts.retry}</button>
    <button type="button" data-act="edit">${texts.edit}</button>
    <button type="button" data-act="discard">${texts.delete}</button>
  </div>`;
}

const undo = (_message: ChatMessage, { texts }: LineFrame) =>
  html`<button type="button" class="undo" data-act="delete">${texts.undo}</button>`;

function tools({ isOwn, id }: ChatMessage, { texts }: LineFrame) {
  return html`<div class="tools" role="toolbar" aria-label=${texts.more}>
    ${signs.map(
      (sign) =>
        html`<button
          type="button"
          data-act="react"
          data-sign=${sign}
          aria-label="${texts.react} ${sign}"
        >
          ${sign}
        </button>`,
    )}
    <button type="button" data-act="reply">${texts.reply}</button>
    ${
      isOwn && id !== undefined
        ? html`<button type="button" data-act="edit">${texts.edit}</button>
            <button type="button" data-act="delete">${texts.delete}</button>`
        : nothing
    }
  </div>`;
}

export function gapRow(gap: Gap, { texts, formats }: LineFrame): TemplateResult {
  const label =
    gap.missing === undefined ? texts.fill : texts.fillCount(formats.number(gap.missing));
  return html`<div class="gap" data-key=${gap.key}>
    <span>${texts.gap}</span>
    <button type="button" data-gap=${gap.key} ?disabled=${gap.isLoading}>
      ${gap.isLoading ? texts.loading : label}
    </button>
  </div>`;
}

export const dayRow = (at: number, now: number, { formats }: LineFrame): TemplateResult =>
  html`<div class="day">${formats.day(at, now)}</div>`;

export const unreadRow = ({ texts }: LineFrame): TemplateResult =>
  html`<div class="unread"><span>${texts.unread}</span></div>`;
