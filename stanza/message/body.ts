/**
 * What a message says: body, subject and thread (RFC 6121 sections 5.2.3 to 5.2.5).
 * https://www.rfc-editor.org/rfc/rfc6121#section-5.2
 */
import {
  NS_CLIENT,
  isElement,
  languageOf,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

/** A text and its language. `pickLanguage` chooses among several. */
export interface LanguageText {
  readonly text: string;
  /** The language in force for it: its own `xml:lang` or the stanza's. */
  readonly lang?: string;
}

/** A conversation (section 5.2.5). */
export interface MessageThread {
  /** Opaque; compared exactly. */
  readonly id: string;
  /** The thread that this one grew out of. */
  readonly parent?: string;
}

/**
 * Reads the bodies or the subjects of a message, in document order.
 *
 * Several must differ in their languages (sections 5.2.3 and 5.2.4); of two in one language the
 * first counts. An empty text counts: an empty subject takes the subject away.
 */
export function readTexts(message: Element, name: 'body' | 'subject'): readonly LanguageText[] {
  let texts: LanguageText[] | undefined;
  let seen: Set<string | undefined> | undefined;
  for (const el of message.children) {
    if (!isElement(el) || !el.is(name, NS_CLIENT)) continue;
    const lang = languageOf(el);
    if (texts === undefined) {
      texts = [inLanguage(el.getText(), lang)];
      continue;
    }
    seen ??= new Set([texts[0]?.lang?.toLowerCase()]);
    if (seen.has(lang?.toLowerCase())) continue;
    seen.add(lang?.toLowerCase());
    texts.push(inLanguage(el.getText(), lang));
  }
  return texts ?? none;
}

const inLanguage = (text: string, lang: string | undefined): LanguageText =>
  lang === undefined ? { text } : { text, lang };

const none: readonly never[] = [];

/** Reads the thread of a message; `undefined` without one, or where its id is empty. */
export function readThread(message: Element): MessageThread | undefined {
  const el = message.getChild('thread', NS_CLIENT);
  const id = el?.getText() ?? '';
  if (el === undefined || id === '') return undefined;
  const parent: unknown = el.attrs['parent'];
  return { id, ...(typeof parent === 'string' && parent !== '' && { parent }) };
}

/** `<body/>`; without `lang` its language is the stanza's. */
export const messageBody = (text: string, lang?: string): XmlElement =>
  xml('body', { 'xml:lang': lang }, text);

/** `<subject/>`; without `lang` its language is the stanza's. */
export const messageSubject = (text: string, lang?: string): XmlElement =>
  xml('subject', { 'xml:lang': lang }, text);

/** `<thread/>`. */
export const messageThread = ({ id, parent }: MessageThread): XmlElement =>
  xml('thread', { parent }, id);
