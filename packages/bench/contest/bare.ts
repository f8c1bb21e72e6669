/**
 * As little as can be: a socket, a login of texts, and for what comes either nothing, or `ltx.parse` and a
 * switch.
 */
import { parse, type Element } from 'ltx';
import WebSocket from 'ws';
import { END, END_BEGIN } from '../server/player.js';
import type { Hear, OpenSession, SessionSetup } from './contender.js';

const STREAM = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='bench.example' version='1.0'/>`;
const AUTH = `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGp1bGlldABzZWNyZXQ=</auth>`;
const BIND = `<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`;

/** Frames are handed to `read` as texts. */
export async function openBare(
  { service, hear }: SessionSetup,
  read: (text: string, hear: Hear) => void,
): Promise<OpenSession> {
  const socket = new WebSocket(service, 'xmpp', { perMessageDeflate: false });
  const waiting = new Map<string, () => void>();
  let asked = 0;
  await login(socket);
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith('<iq') && waiting.size > 0) {
      const at = text.indexOf(" id='") + 5;
      const id = text.slice(at, text.indexOf("'", at));
      waiting.get(id)?.();
      waiting.delete(id);
    } else if (hear !== undefined) read(text, hear);
  });
  return {
    ask: () =>
      new Promise<void>((resolve) => {
        const id = String((asked += 1)).padStart(26, 'x'); // as long as an id of Xec
        waiting.set(id, resolve);
        socket.send(
          `<iq xmlns='jabber:client' type='get' id='${id}'><ping xmlns='urn:xmpp:ping'/></iq>`,
        );
      }),
    close: () =>
      new Promise((resolve) => {
        socket.once('close', resolve);
        socket.close();
      }),
  };
}

/** Says what a login needs, whatever the server says in between. */
async function login(socket: WebSocket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const steps: readonly (readonly [heard: string, say: string])[] = [
      ['<mechanisms', AUTH],
      ['<success', STREAM],
      ['-bind', BIND],
      ['<jid>', ''],
    ];
    let step = 0;
    const onMessage = (data: Buffer): void => {
      const [heard = '', say = ''] = steps[step] ?? [];
      if (!data.toString().includes(heard)) return;
      step += 1;
      if (say !== '') socket.send(say);
      if (step < steps.length) return;
      socket.off('message', onMessage);
      resolve();
    };
    socket.on('message', onMessage);
    socket.once('error', reject);
    socket.once('open', () => socket.send(STREAM));
  });
}

/** No XMPP at all. */
export function readNothing(text: string, hear: Hear): void {
  hear(undefined, text.startsWith(END_BEGIN) ? END : undefined, undefined);
}

/** What people write who need no library. */
export function readBySwitch(text: string, hear: Hear): void {
  const stanza = parse(text);
  switch (stanza.name) {
    case 'message': {
      const message = forwardedIn(stanza) ?? stanza;
      hear(message.attrs['from'], message.attrs['id'], message.getChildText('body'));
      break;
    }
    case 'presence':
      hear(stanza.attrs['from'], stanza.attrs['id'], stanza.getChildText('show'));
      break;
    default:
      hear(stanza.attrs['from'], stanza.attrs['id'], undefined);
  }
}

/** The message of a carbon or of an archive's result. */
function forwardedIn(stanza: Element): Element | undefined {
  const wrapper =
    stanza.getChild('result', 'urn:xmpp:mam:2') ??
    stanza.getChild('received', 'urn:xmpp:carbons:2') ??
    stanza.getChild('sent', 'urn:xmpp:carbons:2');
  return wrapper?.getChild('forwarded', 'urn:xmpp:forward:0')?.getChild('message');
}
