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

/** Begins the dialogue of one connection. */
export function newDialogue(): Answer {
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
    const [, id = ''] = / id=["']([^"']*)["']/.exec(text) ?? [];
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
    if (text.startsWith('<open')) return open((opened += 1));
    if (text.startsWith('<auth')) return [`<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`];
    if (text.startsWith('<enable')) {
      isManaged = true;
      handled = 0;
      return [`<enabled ${NS_SM} id='bench' resume='true' max='300'/>`];
    }
    if (text.startsWith('<close')) return [`<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`];
    if (text.startsWith('<presence') || text.startsWith('<message')) handled += 1;
    return [];
  };
}

function open(times: number): readonly string[] {
  const features =
    times === 1
      ? `<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>`
      : `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm ${NS_SM}/>`;
  const stream = "xmlns:stream='http://etherx.jabber.org/streams'";
  return [
    `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='${DOMAIN}' id='s${times}' version='1.0'/>`,
    `<stream:features xmlns='jabber:client' ${stream}>${features}</stream:features>`,
  ];
}
