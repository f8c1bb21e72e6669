/** xmpp.js: a session, and what it hears. */
import './node-sockets.mjs';
import { client, xml } from '@xmpp/client';

/** One listener a kind of stanza, as its documentation shows; it reads what an application reads. */
function listen(xmpp, hear) {
  xmpp.on('stanza', (stanza) => {
    if (stanza.is('message')) {
      const wrapped = forwardedIn(stanza) ?? stanza;
      hear(wrapped.attrs.from, wrapped.attrs.id, wrapped.getChildText('body'));
    } else if (stanza.is('presence')) {
      hear(stanza.attrs.from, stanza.attrs.id, stanza.getChildText('show'));
    } else hear(stanza.attrs.from, stanza.attrs.id, undefined);
  });
}

/** The message of a carbon or of an archive's result. */
function forwardedIn(stanza) {
  const wrapper =
    stanza.getChild('result', 'urn:xmpp:mam:2') ??
    stanza.getChild('received', 'urn:xmpp:carbons:2') ??
    stanza.getChild('sent', 'urn:xmpp:carbons:2');
  return wrapper?.getChild('forwarded', 'urn:xmpp:forward:0')?.getChild('message');
}

export async function open({ service, domain, hear }) {
  const xmpp = client({
    service,
    domain,
    username: 'juliet',
    password: 'secret',
    resource: 'bench',
  });
  xmpp.on('error', (error) => {
    throw error;
  });
  if (hear !== undefined) listen(xmpp, hear);
  await xmpp.start();
  return {
    ask: () =>
      xmpp.iqCaller.request(xml('iq', { type: 'get' }, xml('ping', { xmlns: 'urn:xmpp:ping' }))),
    close: () => xmpp.stop(),
  };
}
