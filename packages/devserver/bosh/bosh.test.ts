import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from '@xec/stanza';
import type { DevServer } from '../index.js';
import { login, startServer } from '../testing/servers.js';
import { plain } from '../testing/raw-client.js';

const NS = `xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh'`;

const aborts: AbortController[] = [];
afterEach(() => {
  for (const abort of aborts.splice(0)) abort.abort();
});

/** Posts a body; the answer's. */
async function post(server: DevServer, attributes: string, content = ''): Promise<string> {
  const abort = new AbortController();
  aborts.push(abort);
  const body = `<body ${NS} ${attributes}>${content}</body>`;
  const answer = await fetch(server.boshUrl, { method: 'POST', body, signal: abort.signal });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  return answer.text();
}

const CREATE = `rid='1000' to='localhost' wait='60' hold='1' ver='1.6' xmpp:version='1.0'`;

async function begin(server: DevServer): Promise<string> {
  return String(parse(await post(server, CREATE)).attrs['sid']);
}

async function logIn(server: DevServer): Promise<string> {
  const sid = await begin(server);
  await post(server, `rid='1001' sid='${sid}'`, plain('alice', 'secret'));
  await post(server, `rid='1002' sid='${sid}' to='localhost' xmpp:restart='true'`);
  const bind = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>a</resource></bind>`;
  const iq = `<iq xmlns='jabber:client' type='set' id='b'>${bind}</iq>`;
  expect(await post(server, `rid='1003' sid='${sid}'`, iq)).toContain('alice@localhost/a');
  return sid;
}

describe('a session over HTTP', () => {
  it('begins with its terms and the features of the stream', async () => {
    const body = parse(await post(await startServer(), CREATE));
    expect(body.attrs).toMatchObject({ wait: '60', hold: '1', requests: '2', from: 'localhost' });
    expect(body.attrs['xmpp:version']).toBe('1.0');
    expect(body.getChild('features', 'http://etherx.jabber.org/streams')).toBeDefined();
  });

  it('holds one request until there is something to say, and answers a request anew', async () => {
    const server = await startServer();
    const sid = await logIn(server);
    const held = post(server, `rid='1004' sid='${sid}'`);
    const bob = await login(server, 'bob', 'b');
    bob.send(`<message xmlns='jabber:client' to='alice@localhost/a' id='m'/>`);
    const answer = await held;
    expect(answer).toContain('id="m"');
    expect(await post(server, `rid='1004' sid='${sid}'`)).toBe(answer);
  });

  it('takes requests in their order, and no others', async () => {
    const server = await startServer();
    const sid = await logIn(server);
    const ping = (id: string): string =>
      `<iq xmlns='jabber:client' type='get' id='${id}'><ping xmlns='urn:xmpp:ping'/></iq>`;
    const second = post(server, `rid='1005' sid='${sid}'`, ping('two'));
    expect(await post(server, `rid='1004' sid='${sid}'`, ping('one'))).toContain('id="one"');
    expect(await second).toContain('id="two"');
    expect(await post(server, `rid='9999' sid='${sid}'`)).toContain('item-not-found');
    expect(await post(server, `rid='1' sid='nobody'`)).toContain('item-not-found');
  });

  it('ends with the stream, by the client, the server or an error', async () => {
    const server = await startServer();
    const sid = await logIn(server);
    expect(await post(server, `rid='1004' sid='${sid}' type='terminate'`)).toContain('terminate');
    expect(server.sessions()).toEqual([]);
    const other = await logIn(server);
    const held = post(server, `rid='1004' sid='${other}'`);
    await login(server, 'bob'); // the request is there by now
    server.faults.streamError('alice', 'reset');
    const body = parse(await held);
    expect(body.attrs).toMatchObject({ type: 'terminate', condition: 'remote-stream-error' });
    expect(body.getChild('error', 'http://etherx.jabber.org/streams')).toBeDefined();
  });

  it('points elsewhere', async () => {
    const server = await startServer();
    const sid = await logIn(server);
    const held = post(server, `rid='1004' sid='${sid}'`);
    await login(server, 'bob');
    server.faults.seeOtherUri('alice', 'https://other.example/');
    expect(parse(await held).getChildText('uri')).toBe('https://other.example/');
  });

  it('refuses what is no <body/>, and connections while they are refused', async () => {
    const server = await startServer();
    const answer = await fetch(server.boshUrl, { method: 'POST', body: '<x/>' });
    expect(await answer.text()).toContain('bad-request');
    server.faults.refuseConnections(503);
    expect((await fetch(server.boshUrl)).status).toBe(503);
  });
});
