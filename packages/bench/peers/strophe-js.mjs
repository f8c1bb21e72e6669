/** Strophe.js: a session, and what it hears. */
import './node-sockets.mjs';
import { $iq, Strophe } from 'strophe.js';

/** One handler a kind of stanza; it reads what an application reads. */
function listen(connection, hear) {
  const text = (element, name) => element.getElementsByTagName(name)[0]?.textContent;
  connection.addHandler(
    (message) => {
      const wrapped =
        message.getElementsByTagName('forwarded')[0]?.getElementsByTagName('message')[0] ?? message;
      hear(wrapped.getAttribute('from'), wrapped.getAttribute('id'), text(wrapped, 'body'));
      return true;
    },
    null,
    'message',
  );
  connection.addHandler(
    (presence) => {
      hear(presence.getAttribute('from'), presence.getAttribute('id'), text(presence, 'show'));
      return true;
    },
    null,
    'presence',
  );
}

export async function open({ service, domain, hear }) {
  Strophe.setLogLevel(Strophe.LogLevel.FATAL);
  const connection = new Strophe.Connection(service);
  await new Promise((resolve, reject) => {
    connection.connect(`juliet@${domain}/bench`, 'secret', (status, condition) => {
      if (status === Strophe.Status.CONNECTED) resolve();
      if (status === Strophe.Status.CONNFAIL || status === Strophe.Status.AUTHFAIL) {
        reject(new Error(`Strophe.js did not log in: ${condition}`));
      }
    });
  });
  if (hear !== undefined) listen(connection, hear);
  return {
    ask: () =>
      new Promise((resolve, reject) => {
        connection.sendIQ(
          $iq({ type: 'get' }).c('ping', { xmlns: 'urn:xmpp:ping' }),
          resolve,
          reject,
        );
      }),
    close: async () => connection.disconnect('over'),
  };
}
