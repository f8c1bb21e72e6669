import type { Element } from '@xec/stanza';
import { SaslProtocolError } from '../sasl/index.js';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';

const answers: ReadonlySet<string> = new Set(['challenge', 'continue', 'success']);

/** Why a login does not go on by an element: it is a broken answer, or none at all. */
export const unreadable = (stream: Stream, el: Element, xmlns: string): Error =>
  el.getNS() === xmlns && answers.has(el.getName())
    ? new SaslProtocolError('malformed', `<${el.getName()}/> does not hold what it must.`)
    : unexpected(stream, el, 'an answer to the login');
