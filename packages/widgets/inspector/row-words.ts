import type { InspectorEvent } from '../desk/index.js';
import type { Formats } from '../language/formats.js';
import type { inspectorTexts } from './texts.js';
import { visible } from './visible.js';
import { outlineOf } from './xml-text.js';

type Texts = (typeof inspectorTexts)['en'];

/** What a row says. */
export interface RowWords {
  /** What it is about: a stanza's name, an action, a key. */
  readonly what: string;
  /** More about it, where there is room. */
  readonly more: string;
  /** How long it took, where that is known. */
  readonly took: string;
}

export function rowWords(event: InspectorEvent, texts: Texts, formats: Formats): RowWords {
  const ms = 'ms' in event ? event.ms : undefined;
  const took = ms === undefined ? '' : texts.milliseconds(formats.number(ms));
  const { what, more } = wordsOf(event, texts);
  return { what: visible(what), more: visible(more.join(' · ')), took };
}

function wordsOf(
  event: InspectorEvent,
  texts: Texts,
): { readonly what: string; readonly more: readonly string[] } {
  switch (event.kind) {
    case 'in':
    case 'out':
      return stanzaWords(event, texts);
    case 'action': {
      const { action = texts.unknownAction, step, keys = [] } = event;
      return { what: action, more: [texts[step], ...keys] };
    }
    case 'packet':
      return {
        what: event.key,
        more: event.from === undefined ? [] : [texts.from(event.from)],
      };
  }
}

function stanzaWords(
  event: Extract<InspectorEvent, { readonly kind: 'in' | 'out' }>,
  texts: Texts,
): { readonly what: string; readonly more: readonly string[] } {
  const outline = outlineOf(event.xml);
  if (outline === undefined) return { what: '…', more: [texts.secret] };
  const { name, attributes, children } = outline;
  const { type, from, to } = attributes;
  const peer = event.kind === 'in' ? from && texts.from(from) : to && texts.to(to);
  const handled = event.kind === 'in' ? [...event.ran, ...event.ignored] : [];
  return {
    what: type === undefined ? name : `${name} ${type}`,
    more: [children.join(', '), peer ?? '', ...handled].filter((part) => part !== ''),
  };
}

/** Hours to milliseconds, in local time. */
export function clock(at: number): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const ms = String(time.getMilliseconds()).padStart(3, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${ms}`;
}
