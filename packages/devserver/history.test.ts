import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import type { PastMessage } from './index.js';
import type { RawClient } from './testing/raw-client.js';
import { login, startServer } from './testing/servers.js';

const past = (from: string, to: string, at: number): PastMessage => ({
  ...{ from, to, at },
  body: `at ${String(at)}`,
  id: `past-${String(at)}`,
});

/** The bodies, and the ids of the archive, of a page. */
async function archive(
  client: RawClient,
  query = '',
): Promise<{ ids: string[]; bodies: string[] }> {
  client.send(
    `<iq xmlns='jabber:client' type='set' id='q'><query xmlns='urn:xmpp:mam:2'>${query}</query></iq>`,
  );
  const found = { ids: [] as string[], bodies: [] as string[] };
  for (;;) {
    const frame: XmlElement = await client.next();
    if (frame.is('iq')) return found;
    const result = frame.getChild('result');
    found.ids.push(String(result?.attrs['id']));
    const message = result?.getChild('forwarded')?.getChild('message', 'jabber:client');
    found.bodies.push(message?.getChildText('body') ?? '');
  }
}

describe('history', () => {
  it('is in the archives of both, in order of time, among what is said', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    alice.send(
      "<message xmlns='jabber:client' to='bob@localhost' type='chat'><body>now</body></message>",
    );
    server.addHistory([past('alice', 'bob', 2000), past('bob@localhost', 'alice', 1000)]);
    const { ids, bodies } = await archive(alice);
    expect(bodies).toEqual(['at 1000', 'at 2000', 'now']);
    expect(ids.slice(0, 2)).toEqual(['past-1000', 'past-2000']);
    const bob = await login(server, 'bob');
    expect((await archive(bob)).bodies).toEqual(['at 1000', 'at 2000', 'now']);
    expect((await archive(await login(server, 'carol'))).bodies).toEqual([]);
  });

  it('is found by who it is with', async () => {
    const server = await startServer();
    server.addHistory([
      past('alice', 'bob', 1),
      past('carol', 'alice', 2),
      past('alice', 'romeo@montague.example', 3),
    ]);
    const alice = await login(server, 'alice');
    const wanted = (jid: string): string =>
      `<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field><field var='with'><value>${jid}</value></field></x>`;
    expect((await archive(alice, wanted('carol@localhost'))).bodies).toEqual(['at 2']);
    expect((await archive(alice, wanted('romeo@montague.example'))).bodies).toEqual(['at 3']);
  });

  it('is of somebody who is here', async () => {
    const server = await startServer();
    expect(() => server.addHistory([past('dan', 'eve', 1)])).toThrow(
      'history of "dan@localhost" and "eve@localhost", who have no account',
    );
  });
});
