import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordedEvents } from '@xec/testing';
import { TransportError, type Connector, type Lookup } from '@xec/transport';
import { bosh, boshWith } from './index.js';
import { BoshServer } from './testing/bosh-server.js';

const OPEN = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='xmpp.example' version='1.0'/>`;

let server: BoshServer;
beforeEach(async () => {
  server = await BoshServer.start();
});
afterEach(() => server.stop());

/** A transport whose session has begun. */
async function open() {
  const events = new RecordedEvents();
  const accepted = server.accepted();
  const transport = await boshWith({ retryMs: 1 })(server.url, events);
  transport.send(OPEN);
  const peer = await accepted;
  const opened = await events.nextFrame();
  return { events, transport, peer, opened };
}

describe('a lookup', () => {
  const lookup: Lookup = (host, options, callback) => {
    if (host !== 'montague.example') callback(new TransportError('invalid-service', 'no'), []);
    else if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  };
  const options = { lookup, allowInsecure: true };
  const to = (connector: Connector, host: string) =>
    connector(server.url.replace('127.0.0.1', host), new RecordedEvents(), options);

  it('says where names lead, and refuses names and addresses', async () => {
    (await to(bosh, 'montague.example')).abort();
    for (const host of ['capulet.example', '127.0.0.1', '[::1]']) {
      await expect(to(bosh, host)).rejects.toMatchObject({ code: 'invalid-service' });
    }
  });

  it('is not passed over by a fetch, which looks up by itself', async () => {
    const byFetch = boshWith({ fetch: globalThis.fetch });
    await expect(to(byFetch, 'montague.example')).rejects.toMatchObject({
      code: 'invalid-service',
    });
  });
});

describe('a session', () => {
  it('begins with the first <open/>, and has an <open/> of the server', async () => {
    const { peer, opened } = await open();
    expect(opened).toBe(
      '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="xmpp.example" id="id-s0" version="1.0"/>',
    );
    expect(server.methods).toEqual(expect.arrayContaining(['GET', 'POST']));
    const expected = { to: 'xmpp.example', ver: '1.6', wait: '60', hold: '1', ack: '1' };
    expect(peer.requests[0]).toMatchObject({ ...expected, 'xmpp:version': '1.0' });
    expect(peer.requests[0]?.['sid']).toBeUndefined();
  });

  it('sends what is sent in one turn with one request', async () => {
    const { peer, transport } = await open();
    for (const name of ['a', 'b', 'c']) transport.send(`<${name} xmlns="x"/>`);
    await peer.nextFrame();
    expect(peer.frames).toEqual(['<a xmlns="x"/>', '<b xmlns="x"/>', '<c xmlns="x"/>']);
  });

  it('sends a lost request again, once for all', async () => {
    const { peer, events, transport } = await open();
    transport.send('<one xmlns="x"/>');
    await peer.nextFrame();
    server.losesAnswers = 2;
    peer.send('<two xmlns="x"/>');
    expect(await events.nextFrame()).toBe('<two xmlns="x"/>');
    transport.send('<three xmlns="x"/>');
    await peer.nextFrame();
    expect(peer.frames).toEqual(['<one xmlns="x"/>', '<three xmlns="x"/>']);
    expect(events.frames).toHaveLength(2);
  });

  it('is over when a request is lost too often', async () => {
    const { events, peer } = await open();
    server.losesAnswers = 100;
    peer.send('<x xmlns="x"/>');
    expect(await events.closed).toMatchObject({ clean: false, error: { code: 'closed' } });
  });

  it('tries again after a status of the gateway, and not after one of its own fault', async () => {
    const { events, peer } = await open();
    server.statuses.push(503, 502);
    peer.send('<one xmlns="x"/>');
    await events.nextFrame();
    peer.send('<two xmlns="x"/>');
    expect(await events.nextFrame()).toBe('<two xmlns="x"/>');
    server.statuses.push(404);
    peer.send('<three xmlns="x"/>');
    expect((await events.closed).error?.message).toContain('404');
  });

  it.each([
    ['host-unknown', 'refused'],
    ['remote-connection-failed', 'unreachable'],
    ['item-not-found', 'closed'],
    ['bad-request', 'protocol'],
    ['made-up', 'closed'],
  ])('that is terminated with %s is %s', async (condition, code) => {
    const { events, peer } = await open();
    peer.terminate(condition);
    expect((await events.closed).error?.code).toBe(code);
  });

  it('that goes elsewhere says so as WebSockets do', async () => {
    const { events, peer } = await open();
    peer.terminate('see-other-uri', '<uri>https://other.example/</uri>');
    expect(await events.nextFrame()).toContain('see-other-uri="https://other.example/"');
    expect((await events.closed).clean).toBe(true);
  });

  it('hands up the error of the stream', async () => {
    const { events, peer } = await open();
    const conflict = `<conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>`;
    peer.terminate('remote-stream-error', `<stream:error>${conflict}</stream:error>`);
    expect(await events.nextFrame()).toMatch(/^<stream:error[^>]*><conflict/);
    await events.closed;
  });

  it.each([
    ['no <body/>', Buffer.from('<html><p/></html>'), 'protocol'],
    [
      'half a <body/>',
      Buffer.from(`<body xmlns='http://jabber.org/protocol/httpbind'>`),
      'protocol',
    ],
    ['bytes that are no text', Buffer.from([0x3c, 0x62, 0xff]), 'not-utf8'],
  ])('is over after %s', async (_what, raw, code) => {
    const { events, peer } = await open();
    server.raw = raw;
    peer.send('<x xmlns="x"/>');
    expect((await events.closed).error?.code).toBe(code);
  });
});

describe('connecting', () => {
  it('says at once that nobody is there', async () => {
    const { url } = server;
    await server.stop();
    await expect(bosh(url, new RecordedEvents())).rejects.toMatchObject({ code: 'refused' });
    server = await BoshServer.start();
  });

  it('says that there is no BOSH', async () => {
    server.statuses.push(404);
    const connecting = bosh(server.url, new RecordedEvents());
    await expect(connecting).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('404'),
    });
  });

  it.each(['http://xmpp.example/', 'ws://localhost/', 'nowhere', 'https://a:b@xmpp.example/'])(
    'refuses %s',
    async (service) => {
      await expect(bosh(service, new RecordedEvents())).rejects.toMatchObject({
        code: 'invalid-service',
      });
    },
  );

  it('refuses settings that make no sense', () => {
    expect(() => boshWith({ waitSeconds: 0 })).toThrow('expected to be 1 to 60');
  });
});
