import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, write } from '@xec/stanza';
import { fixture } from '@xec/testing';
import { xec } from '../testing/run-cli.js';

const jid = 'romeo@montague.example/orchard';
const juliet = 'juliet@capulet.example';
const asked = [{ id: 'v1', to: juliet, type: 'get', xmlns: 'vcard-temp' }];

/** Explains one stanza to a client in which `setup` is so. */
async function explain(stanza: string, setup: object = {}): Promise<Record<string, unknown>> {
  const input = JSON.stringify({ setup: { jid, ...setup }, stanza });
  const { code, lines, err } = await xec(['explain', '--json'], { input: `${input}\n` });
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(lines).toHaveLength(1);
  return lines[0] ?? {};
}

const client = "xmlns='jabber:client'";
const result = (attributes: string): string => `<iq ${client} type='result' ${attributes}/>`;
const ping = `<iq ${client} type='get' id='p1' from='${juliet}/balcony'><ping xmlns='urn:xmpp:ping'/></iq>`;
const push = (from: string): string =>
  `<iq ${client} type='set' id='r1' ${from}><query xmlns='jabber:iq:roster'>` +
  `<item jid='nurse@capulet.example' subscription='both'/></query></iq>`;

describe('the verdict "dispatched"', () => {
  it('says which payload ran, what was tried, and what goes out', async () => {
    const explanation = await explain(ping);
    expect(explanation).toMatchObject({ verdict: 'dispatched', reason: 'handled by PingPong' });
    expect(explanation['tried']).toEqual([
      {
        level: 1,
        name: 'iq',
        xmlns: 'jabber:client',
        node: null,
        hash: '895484e488ac7442d3d8c7002c543a42',
        payload: null,
      },
      {
        level: 2,
        name: 'ping',
        xmlns: 'urn:xmpp:ping',
        node: null,
        hash: '40ed26a65a25ab8bf809dd998d541d95',
        payload: 'PingPong',
      },
    ]);
    const [answer = ''] = explanation['sent'] as string[];
    expect(parse(answer).attrs).toMatchObject({
      type: 'result',
      id: 'p1',
      to: `${juliet}/balcony`,
    });
    expect(explanation['sent']).toHaveLength(1);
  });

  it('has the packets of the payload', async () => {
    const explanation = await explain(push(''));
    expect(explanation).toMatchObject({
      verdict: 'dispatched',
      packets: [
        {
          key: 'roster',
          content: { item: { jid: 'nurse@capulet.example', subscription: 'both' } },
        },
      ],
    });
    expect(explanation['packets']).toHaveLength(1);
  });

  it('depends on what came before', async () => {
    const last =
      `<iq ${client} type='get' id='l1' from='${juliet}/balcony'>` +
      `<query xmlns='jabber:iq:last'/></iq>`;
    // Only who may see our presence is told, and a push from the own server lets her.
    const prior = [push('').replaceAll('nurse@capulet.example', juliet)];
    expect(await explain(last)).toMatchObject({ verdict: 'answered' });
    expect(await explain(last, { prior })).toMatchObject({
      verdict: 'dispatched',
      reason: 'handled by LastActivity',
    });
    const roster = [{ jid: juliet, subscription: 'from', ask: 'subscribe' }];
    expect(await explain(last, { roster })).toMatchObject({ verdict: 'dispatched' });
  });
});

describe('the microblog example', () => {
  const POST = '96c06e02022480352b6c581286b7eefb';
  const example = (): string => write(fixture('microblog/example'));

  it('is found on the third level, and emits one post for its one item', async () => {
    const { verdict, tried, packets } = await explain(example());
    expect(verdict).toBe('dispatched');
    expect(tried).toContainEqual({
      level: 3,
      name: 'items',
      xmlns: 'http://jabber.org/protocol/pubsub#event',
      node: 'urn:xmpp:microblog:0',
      hash: POST,
      payload: 'Post',
    });
    expect((packets as { key: string }[]).filter(({ key }) => key === 'post')).toHaveLength(1);
  });

  it('one level deeper fires nothing', async () => {
    const deeper = example()
      .replace('<event', "<wrapped xmlns='urn:example'><event")
      .replace('</event>', '</event></wrapped>');
    const { tried, packets } = await explain(deeper);
    expect(JSON.stringify(tried)).not.toContain(POST);
    expect(JSON.stringify(packets)).not.toContain('"post"');
  });

  it('under another parent is found and does not fire', async () => {
    const elsewhere = example()
      .replace('<event xmlns="http://jabber.org/protocol/pubsub#event"', "<x xmlns='urn:example'")
      .replace('<items', "<items xmlns='http://jabber.org/protocol/pubsub#event'")
      .replace('</event>', '</x>');
    const { tried, packets, reason } = await explain(elsewhere);
    expect(JSON.stringify(tried)).toContain(POST);
    expect(JSON.stringify(packets)).not.toContain('"post"');
    expect(reason).not.toContain('Post');
  });
});

describe('the verdict "completed"', () => {
  it('ends the request that it answers', async () => {
    expect(await explain(result(`id='v1' from='${juliet}'`), { pending: asked })).toEqual({
      verdict: 'completed',
      reason: 'it ends the request "v1"',
      tried: [],
      packets: [
        {
          key: 'explain_pending_handle',
          content: { type: 'get', xmlns: 'vcard-temp' },
          from: juliet,
        },
      ],
      sent: [],
      pending: [],
    });
  });

  it('has an error under the key of its condition', async () => {
    const refusal =
      `<iq ${client} type='error' id='v1' from='${juliet}'><error type='cancel'>` +
      `<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`;
    expect(await explain(refusal, { pending: asked })).toMatchObject({
      verdict: 'completed',
      packets: [{ key: 'explain_pending_erroritemnotfound' }],
      pending: [],
    });
  });

  it('wakes the action that the setup names', async () => {
    const pending = [
      {
        id: 'p',
        to: `${juliet}/balcony`,
        action: 'ping/entity',
        params: { jid: `${juliet}/balcony` },
      },
    ];
    expect(await explain(result(`id='p' from='${juliet}/balcony'`), { pending })).toMatchObject({
      verdict: 'completed',
      packets: [{ key: 'ping_entity_handle', content: { jid: `${juliet}/balcony` } }],
    });
  });

  it.each([
    [undefined, ''],
    [undefined, `from='romeo@montague.example'`],
    [undefined, `from='${jid}'`],
    [undefined, `from='montague.example'`],
    ['Romeo@Montague.example', ''],
    ['Juliet@CAPULET.example', `from='${juliet}'`],
  ])('a request to %s is answered by %s', async (to, from) => {
    const explanation = await explain(result(`id='a' ${from}`), { pending: [{ id: 'a', to }] });
    expect(explanation['verdict']).toBe('completed');
  });
});

describe('the verdict "ignored"', () => {
  it.each([
    ['of somebody else', `id='v1' from='mallory@evil.example'`],
    ['of another resource', `id='v1' from='${juliet}/balcony'`],
    ['of nobody', `id='v1'`],
    ['with another id', `id='v2' from='${juliet}'`],
    ['with spaces around the id', `id=' v1 ' from='${juliet}'`],
    ['of no JID', `id='v1' from='a@b@c'`],
  ])('leaves the request pending after a reply %s', async (_what, attributes) => {
    const explanation = await explain(result(attributes), { pending: asked });
    expect(explanation).toMatchObject({
      verdict: 'ignored',
      packets: [],
      sent: [],
      pending: ['v1'],
    });
  });

  it('says who alone may answer', async () => {
    const { reason } = await explain(result(`id='v1' from='mallory@evil.example'`), {
      pending: asked,
    });
    expect(reason).toBe(`only ${juliet} may answer this request`);
  });

  it.each([' \n', ''])('takes white space for what it is: %j', async (space) => {
    expect(await explain(space)).toMatchObject({ verdict: 'ignored', tried: [], sent: [] });
  });
});

describe('the verdict "answered"', () => {
  it('refuses a request that nobody handles', async () => {
    const explanation = await explain(ping.replace('<ping', '<pong'));
    expect(explanation).toMatchObject({
      verdict: 'answered',
      reason: 'service-unavailable: no payload is registered for it',
    });
    const [answer = ''] = explanation['sent'] as string[];
    expect(parse(answer).getChild('error')?.getChild('service-unavailable')).toBeDefined();
  });

  it('refuses a request of somebody who may not ask', async () => {
    expect(await explain(push(`from='mallory@evil.example'`))).toMatchObject({
      verdict: 'answered',
      reason: 'service-unavailable: mallory@evil.example may not send query',
      packets: [],
    });
  });

  it('says where a payload belongs that stands at the wrong place', async () => {
    const { verdict, reason } = await explain(ping.replace("'get'", "'set'"));
    expect(verdict).toBe('answered');
    expect(reason).toBe(
      'service-unavailable: no payload is registered for it there: ' +
        'PingPong is for a child of iq of type get',
    );
  });

  it('refuses an iq without a child', async () => {
    expect(await explain(`<iq ${client} type='get' id='x' from='${juliet}'/>`)).toMatchObject({
      verdict: 'answered',
      reason: 'bad-request: an iq has one type and one child',
      tried: [],
    });
  });
});

describe('the verdict "stream-error"', () => {
  it.each([
    ['half an element', 'not-well-formed', '<message'],
    ['a tag that does not end', 'not-well-formed', `<message ${client}><body></message>`],
    ['an attribute that comes twice', 'not-well-formed', `<message ${client} id='1' id='2'/>`],
    ['a prefix without namespace', 'not-well-formed', `<message ${client}><a:b/></message>`],
    ['text after the element', 'bad-format', `<message ${client}/>text`],
    ['two elements', 'bad-format', `<message ${client}/><message ${client}/>`],
    ['a document type', 'restricted-xml', `<!DOCTYPE x><message ${client}/>`],
    ['a comment', 'restricted-xml', `<message ${client}><!-- --></message>`],
    ['too many bytes', 'policy-violation', `<message ${client}>${'x'.repeat(1_048_576)}</message>`],
    ['too deep nesting', 'policy-violation', `<message ${client}>${'<a>'.repeat(300)}`],
    ['no namespace', 'unsupported-stanza-type', '<message/>'],
    ['no stanza', 'unsupported-stanza-type', "<query xmlns='jabber:iq:roster'/>"],
  ])('%s: %s', async (_what, condition, stanza) => {
    const explanation = await explain(stanza, { pending: asked });
    expect(explanation).toMatchObject({
      verdict: 'stream-error',
      reason: condition,
      packets: [],
      pending: ['v1'],
    });
    const [error = '', close = ''] = explanation['sent'] as string[];
    expect(parse(error).getChild(condition, 'urn:ietf:params:xml:ns:xmpp-streams')).toBeDefined();
    expect(parse(close).is('close', 'urn:ietf:params:xml:ns:xmpp-framing')).toBe(true);
  });

  it('is also what the server says', async () => {
    const error =
      "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>" +
      "<system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    expect(await explain(error)).toMatchObject({
      verdict: 'stream-error',
      reason: 'system-shutdown',
      packets: [{ key: 'streamerror', content: { condition: 'system-shutdown' } }],
    });
  });
});

describe('a setup', () => {
  const groupchat = `<message ${client} type='groupchat' from='verona@rooms.example/paris'><body>!</body></message>`;

  it('knows the rooms that were joined', async () => {
    const rooms = [{ jid: 'verona@rooms.example', nick: 'romeo', occupants: [{ nick: 'paris' }] }];
    const outside = await explain(groupchat);
    expect(outside).toMatchObject({ verdict: 'ignored' });
    expect(outside['reason']).toContain('we have not joined');
    const inside = await explain(groupchat, { rooms });
    expect(inside['reason']).not.toContain('we have not joined');
  });

  it('tells what we sent before, which is not sent again', async () => {
    const sent = [`<message ${client} to='${juliet}' id='m1'/>`];
    expect((await explain(result(`id='x'`), { sent }))['sent']).toEqual([]);
  });

  it('may leave things out, and may say null', async () => {
    const setup = { pending: [{ id: 'a', to: null, queryid: null }], roster: null };
    expect(await explain(result(`id='a'`), setup)).toMatchObject({ verdict: 'completed' });
  });

  it('that is wrong costs its own line only, and the exit code', async () => {
    const input = [
      { setup: { jid: 'romeo@montague.example' }, stanza: ping },
      { setup: { jid, roster: [{ jid: juliet, subscription: 'maybe' }] }, stanza: ping },
      { setup: { jid, prior: ['<message'] }, stanza: ping },
      { setup: { jid, sent: ['<message'] }, stanza: ping },
      { setup: { jid, pending: [{ id: 'a', action: 'pign/server' }] }, stanza: ping },
      { stanza: ping },
      { setup: { jid } },
      { setup: { jid }, stanza: ping },
    ].map((line) => JSON.stringify(line));
    const { code, lines } = await xec(['explain', '--json'], {
      input: [...input, 'no json', ping, ''].join('\n'),
    });
    expect(lines.map(({ error, verdict }) => error ?? verdict)).toEqual([
      'setup: jid: expected a full JID, got romeo@montague.example',
      expect.stringContaining('setup: roster.0.subscription'),
      expect.stringContaining('setup: prior.0 ended the stream'),
      expect.stringContaining('setup: sent.0: '),
      expect.stringContaining('did you mean "Ping/Server"?'),
      'setup: expected an object, got undefined',
      'expected {"setup": …, "stanza": "…"}, got no stanza and no record',
      'dispatched',
      expect.stringContaining('expected JSON'),
      expect.stringContaining('a raw stanza needs --setup <file>'),
    ]);
    expect(code).toBe(2);
  });

  it('warns of a member that it does not know', async () => {
    const input = JSON.stringify({ setup: { jid, rooster: [] }, stanza: ping });
    const { code, err } = await xec(['explain', '--json'], { input });
    expect(err).toContain('setup has no member "rooster"; did you mean "roster"?');
    expect(code).toBe(0);
  });
});

describe('a query of an archive', () => {
  const archived = (from: string): string =>
    `<message xmlns='jabber:client' from='${from}'><result xmlns='urn:xmpp:mam:2' queryid='q' id='a'>` +
    "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' type='chat' " +
    "from='juliet@capulet.example'><body>!</body></message></forwarded></result></message>";
  const own = 'romeo@montague.example';
  const pending = [{ id: 'm', type: 'set', xmlns: 'urn:xmpp:mam:2', queryid: 'q' }];

  it('is open until it is answered', async () => {
    const ends = ['result', 'error'].map(
      (type) => `<iq xmlns='jabber:client' type='${type}' id='m'/>`,
    );
    const verdicts: unknown[] = [];
    for (const prior of [[], [ends[0]], [ends[1]]]) {
      const { verdict } = await explain(archived(own), { pending, prior });
      verdicts.push(verdict);
    }
    expect(verdicts).toEqual(['dispatched', 'ignored', 'ignored']);
  });

  it('is of one archive', async () => {
    const room = 'verona@rooms.example';
    const asked = pending.map((request) => ({ ...request, to: room }));
    const { verdict } = await explain(archived(own), { pending: asked });
    expect(verdict).toBe('ignored');
  });
});

describe('a refusal', () => {
  it('names who refuses', async () => {
    const stanza =
      "<iq xmlns='jabber:client' type='get' id='1' from='juliet@capulet.example/balcony'>" +
      "<query xmlns='http://jabber.org/protocol/disco#info' node='x'/></iq>";
    expect(await explain(stanza)).toMatchObject({
      verdict: 'answered',
      reason: 'item-not-found: refused by DiscoInfo',
    });
  });
});

describe('xec explain', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xec-'));
    await writeFile(join(folder, 'setup.json'), JSON.stringify({ jid, pending: asked }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('takes one raw stanza where the setup is a file', async () => {
    const input = `<iq ${client}\n type='result' id='v1' from='${juliet}'/>\n`;
    const args = ['explain', '--json', '--setup', join(folder, 'setup.json')];
    const { code, lines } = await xec(args, { input });
    expect(lines).toMatchObject([{ verdict: 'completed' }]);
    expect(code).toBe(0);
  });

  it('ends with 2 where that file is none', async () => {
    const args = ['explain', '--setup', join(folder, 'no.json')];
    const { code, err } = await xec(args, { input: ping });
    expect(err).toContain('--setup');
    expect(code).toBe(2);
  });

  it('draws a tree for people', async () => {
    const input = JSON.stringify({ setup: { jid, pending: asked }, stanza: ping });
    const { out } = await xec(['explain'], { input });
    expect(out).toBe(
      [
        'dispatched  handled by PingPong',
        '├─ tried',
        "│    <iq xmlns='jabber:client'> 895484e488ac7442d3d8c7002c543a42 → nothing",
        "│      <ping xmlns='urn:xmpp:ping'> 40ed26a65a25ab8bf809dd998d541d95 → PingPong",
        '├─ sent',
        `│    <iq xmlns="jabber:client" id="p1" to="${juliet}/balcony" type="result"/>`,
        '└─ pending',
        '     v1',
        '',
      ].join('\n'),
    );
  });

  it('colours it on a terminal', async () => {
    const input = JSON.stringify({ setup: { jid }, stanza: ping });
    const { out } = await xec(['explain'], { input, hasColours: true });
    expect(out).toContain('\u001b[32mdispatched');
  });
});
