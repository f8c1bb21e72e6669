/**
 * The smallest client for browsers: connects, logs in, tells of messages, and writes one. xmpp.js leaves
 * SCRAM out for browsers, where it would log in with PLAIN; here it is given back.
 */
import { client, xml } from '@xmpp/client';
import scramSha1 from 'sasl-scram-sha-1';

export async function chat(service, username, password, show) {
  const xmpp = client({ service, username, password });
  xmpp.saslFactory.use(scramSha1);
  xmpp.on('stanza', (stanza) => {
    if (stanza.is('message')) show(stanza.getChildText('body'));
  });
  await xmpp.start();
  return (to, body) => xmpp.send(xml('message', { to, type: 'chat' }, xml('body', {}, body)));
}
