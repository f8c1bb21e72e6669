import { isStanza, type Element } from '@xec/stanza';
import type { StreamEnd } from './stream-end.js';
import type { Stream } from './stream.js';

/** Stanzas before the login end the stream (RFC 6120 section 6.3), and so does what nobody expects. */
export const unexpected = (stream: Stream, el: Element, wanted: string): StreamEnd =>
  stream.fail(
    isStanza(el) ? 'not-authorized' : 'unsupported-stanza-type',
    `expected ${wanted}, got <${el.getName()}/>`,
  );
