/**
 * A server that knows one dialogue: a login by PLAIN, a binding, acknowledgements (XEP-0198), and a
 * result for each iq get or set. It reads texts by their look, which is what makes it fast.
 *
 * It asks for acknowledgements as Prosody does: when more than five stanzas wait for one.
 */
import type { Answer } from './web-socket.js';

export const DOMAIN = 'bench.example';

const ASK_AFTER = 5;
const NS_SM = "xmlns='urn:xmpp:sm:3'";

/** How a dialogue differs from the plainest one. */
export interface DialogueSettings {
  /** Whether acknowledgements are offered (XEP-0198). Default true. */
  readonly isManaged?: boolean;
  /** What is said to a stanza; `undefined`: what is said to all of them. */
  readonly say?: (text: string, id: string) => readonly string[] | undefined;
}

/** Begins the dialogue of one connection. */
export function newDialogue({ isManaged: isOffered = true, say }: DialogueSettings = {}): Answer {
  let opened = 0;
  /** Stanzas of the client that were handled, and ours that it has not acknowledged. */
  let handled = 0;
  let waiting = 0;
  let isAsked = false;
  let isManaged = false;

  const stanza = (text: string): readonly string[] => {
    waiting += 1;
    if (!isManaged || isAsked || waiting <= ASK_AFTER) return [text];
    isAsked = true;
    return [text, `<r ${NS_SM}/>`];
  };

  const iq = (text: string): readonly string[] => {
    handled += 1;
    if (!/^<iq[^>]* type=["'](?:get|set)["']/.test(text)) return [];
    const id = idOf(text);
    const said = say?.(text, id);
    if (said !== undefined) return said.flatMap(stanza);
    const begin = `<iq xmlns='jabber:client' type='result' id='${id}'`;
    if (!text.includes('urn:ietf:params:xml:ns:xmpp-bind')) return stanza(`${begin}/>`);
    const jid = `juliet@${DOMAIN}/bench`;
    return [
      `${begin}><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>${jid}</jid></bind></iq>`,
    ];
  };

  return (text) => {
    if (text.startsWith('<iq')) return iq(text);
    if (text.startsWith('<r ')) return [`<a ${NS_SM} h='${handled}'/>`];
    if (text.startsWith('<a ')) {
      waiting = 0;
      isAsked = false;
      return [];
    }
    if (text.startsWith('<open')) return open((opened += 1), isOffered);
    if (text.startsWith('<auth')) return [`<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`];
    if (text.startsWith('<enable')) {
      isManaged = true;
      handled = 0;
      return [`<enabled ${NS_SM} id='bench' resume='true' max='300'/>`];
    }
    if (text.startsWith('<close')) return [`<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`];
    if (!text.startsWith('<presence') && !text.startsWith('<message')) return [];
    handled += 1;
    return say?.(text, idOf(text))?.flatMap(stanza) ?? [];
  };
}

const idOf = (text: string): string => / id=["']([^"']*)["']/.exec(text)?.[1] ?? '';

function open(times: number, isManaged: boolean): readonly string[] {
  const features =
    times === 1
      ? `<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>`
      : `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>${isManaged ? `<sm ${NS_SM}/>` : ''}`;
  const stream = "xmlns:stream='http://etherx.jabber.org/streams'";
  return [
    `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='${DOMAIN}' id='s${times}' version='1.0'/>`,
    `<stream:features xmlns='jabber:client' ${stream}>${features}</stream:features>`,
  ];
}
