import { parse, xml, type Element } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import * as v from 'valibot';
import { feature } from '../feature.js';
import { payloadHash } from '../hash.js';
import type { PacketsOf } from '../packet/packet.js';
import {
  Payload,
  payload,
  type PayloadContext,
  type PayloadClass,
  type PayloadOptions,
} from '../payload/payload.js';
import type { Sender } from './senders.js';

const NS = 'urn:example:match';
const PUBSUB = 'http://jabber.org/protocol/pubsub#event';
const self = 'juliet@capulet.example/balcony';

const packets = {
  match_ran: v.object({
    name: v.string(),
    el: v.string(),
    level: v.number(),
    parent: v.nullable(v.string()),
    from: v.string(),
  }),
};

declare module '../packet/packet.js' {
  interface PacketMap extends PacketsOf<typeof packets> {}
}

/** A payload class called `name` that tells when it ran, and for what. */
function told(name: string, options: Partial<PayloadOptions> = {}): PayloadClass {
  @payload('MatchRan', { name: 'x', xmlns: NS, under: 'message', from: 'any', ...options })
  class Told extends Payload<'MatchRan'> {
    override handle(el: Element, ctx: PayloadContext<'MatchRan'>): void {
      ctx.emit('match_ran', {
        name,
        el: el.getName(),
        level: ctx.level,
        parent: ctx.parent?.getName() ?? null,
        from: ctx.from.toString(),
      });
    }
  }
  return Told;
}

const open = (payloads: PayloadClass[], options: Partial<RoomOptions> = {}) =>
  openRoom(feature({ name: 'match', packets, payloads }), { self, ...options });

/** The names of the payloads that ran for `stanza`, in order. */
function ran(payloads: PayloadClass[], stanza: string, options: Partial<RoomOptions> = {}) {
  const room = open(payloads, options);
  room.receive(stanza.replace(/^<(\w+)/, "<$1 xmlns='jabber:client'"));
  expect(room.faults).toEqual([]);
  return room.contents('match_ran').map((content) => (content as { name: string }).name);
}

const X = `<x xmlns='${NS}'/>`;

describe('a payload', () => {
  it.each<[string, PayloadOptions['under'], string, boolean]>([
    ['a child of a message', 'message', `<message>${X}</message>`, true],
    ['a child of another stanza', 'message', `<presence>${X}</presence>`, false],
    ['a grandchild', 'message', `<message><p>${X}</p></message>`, false],
    [
      'under its parent',
      ['message', { name: 'p', xmlns: NS }],
      `<message><p xmlns='${NS}'>${X}</p></message>`,
      true,
    ],
    [
      'under another parent',
      ['message', { name: 'p', xmlns: NS }],
      `<message><q xmlns='${NS}'>${X}</q></message>`,
      false,
    ],
    [
      'under a parent of another namespace',
      ['message', { name: 'p', xmlns: NS }],
      `<message><p xmlns='urn:other'>${X}</p></message>`,
      false,
    ],
    [
      'under its parent in another stanza',
      ['message', { name: 'p', xmlns: NS }],
      `<presence><p xmlns='${NS}'>${X}</p></presence>`,
      false,
    ],
    ['one level too high', ['message', { name: 'p', xmlns: NS }], `<message>${X}</message>`, false],
    [
      'one level too deep',
      ['message', { name: 'p', xmlns: NS }],
      `<message><o><p xmlns='${NS}'>${X}</p></o></message>`,
      false,
    ],
  ])('runs only at its place: %s', (_where, under, stanza, expected) => {
    expect(ran([told('it', { under })], stanza)).toEqual(expected ? ['it'] : []);
  });

  it('for the stanza itself runs on the first level only', () => {
    const stanza = told('it', { name: 'message', xmlns: 'jabber:client', under: 'stream' });
    expect(ran([stanza], '<message/>')).toEqual(['it']);
    expect(ran([stanza], '<presence/>')).toEqual([]);
    expect(ran([stanza], '<message><message/></message>')).toEqual(['it']);
  });

  it('inside a forwarded stanza does not run', () => {
    const all = [
      told('inner', { under: 'message' }),
      told('stanza', { name: 'message', xmlns: 'jabber:client', under: 'stream' }),
      told('deep', { under: ['message', { name: 'message', xmlns: 'jabber:client' }] }),
    ];
    const inner = `<message xmlns='jabber:client'>${X}</message>`;
    const forwarded = `<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`;
    expect(ran(all, `<message>${forwarded}</message>`)).toEqual(['stanza']);
    const carbon = `<received xmlns='urn:xmpp:carbons:2'>${forwarded}</received>`;
    expect(ran(all, `<message>${carbon}</message>`)).toEqual(['stanza']);
  });

  it('cannot be registered for what stands in a forwarded stanza', () => {
    expect(() =>
      told('it', { under: ['message', { name: 'forwarded', xmlns: 'urn:xmpp:forward:0' }] }),
    ).toThrow(/payload "MatchRan": .*forwarded/);
  });

  it('needs a name and known senders', () => {
    expect(() => told('it', { names: [] })).toThrow('payload "MatchRan": expected name or names');
    expect(() => told('it', { from: 'everyone' as Sender })).toThrow(
      'payload "MatchRan": expected a sender, got "everyone"',
    );
    expect(() => told('it', { from: [] })).toThrow(/payload "MatchRan": expected a sender/);
    expect(() => told('it', { from: 'constructor' as Sender })).toThrow(/expected a sender/);
  });

  it('runs for each element that is its own, in document order', () => {
    const one = told('one', { name: 'a' });
    const two = told('two', { name: 'b' });
    const stanza = `<message><b xmlns='${NS}'/><a xmlns='${NS}'/><b xmlns='${NS}'/></message>`;
    expect(ran([one, two], stanza)).toEqual(['two', 'one', 'two']);
  });

  it('runs beside others for the same element, in the order of registration', () => {
    expect(ran([told('one'), told('two')], `<message>${X}</message>`)).toEqual(['one', 'two']);
  });

  it('is found by namespace, whatever the prefix is', () => {
    expect(ran([told('it')], `<message><p:x xmlns:p='${NS}'/></message>`)).toEqual(['it']);
    expect(ran([told('it')], `<message><x xmlns='urn:other' xmlns:x='${NS}'/></message>`)).toEqual(
      [],
    );
    expect(ran([told('it')], `<message><X xmlns='${NS}'/></message>`)).toEqual([]);
    expect(ran([told('it')], `<message><x/></message>`)).toEqual([]);
  });

  it('hears where it stands and who sent it', () => {
    const room = open([told('it', { under: ['message', { name: 'p', xmlns: NS }] })]);
    room.receive(
      `<message xmlns='jabber:client' from='ROMEO@montague.example/Orchard'>` +
        `<p xmlns='${NS}'>${X}</p></message>`,
    );
    expect(room.contents('match_ran')).toEqual([
      { name: 'it', el: 'x', level: 3, parent: 'p', from: 'romeo@montague.example/Orchard' },
    ]);
    expect(room.packets[0]?.from).toBe('romeo@montague.example/Orchard');
  });

  it('does not run for stanzas of type error, unless it says so', () => {
    const error = told('error', { types: ['error'] });
    for (const kind of ['message', 'presence'] as const) {
      const usual = told('usual', { under: kind });
      expect(ran([usual], `<${kind} type='error'>${X}</${kind}>`)).toEqual([]);
    }
    expect(ran([told('usual'), error], `<message type='error'>${X}</message>`)).toEqual(['error']);
    expect(ran([told('usual'), error], `<message type='chat'>${X}</message>`)).toEqual(['usual']);
  });

  it('runs for the types that it names', () => {
    const chat = told('chat', { types: ['chat', 'normal'] });
    expect(ran([chat], `<message type='chat'>${X}</message>`)).toEqual(['chat']);
    expect(ran([chat], `<message>${X}</message>`)).toEqual(['chat']);
    expect(ran([chat], `<message type='made-up'>${X}</message>`)).toEqual(['chat']);
    expect(ran([chat], `<message type='headline'>${X}</message>`)).toEqual([]);
    const available = told('available', { under: 'presence', types: ['available'] });
    expect(ran([available], `<presence>${X}</presence>`)).toEqual(['available']);
    expect(ran([available], `<presence type='unavailable'>${X}</presence>`)).toEqual([]);
  });

  it('runs at most 64 times for one stanza', () => {
    const stanza = (count: number) => `<message>${X.repeat(count)}</message>`;
    expect(ran([told('it')], stanza(64))).toHaveLength(64);
    expect(ran([told('it')], stanza(65))).toHaveLength(64);
    expect(ran([told('one'), told('two')], stanza(5000))).toHaveLength(64);
  });

  it('runs as often as limits.handlers says', () => {
    const room = openRoom(feature({ name: 'x', payloads: [told('it')] }), {
      self: 'juliet@capulet.example/balcony',
      limits: { handlers: 2 },
    });
    room.receive(`<message xmlns='jabber:client'>${X.repeat(5)}</message>`);
    expect(room.ran).toHaveLength(2);
  });
});

describe('a payload with a node', () => {
  const MICROBLOG = 'urn:xmpp:microblog:0';
  const items = (node: string, inner = '') => `<items node='${node}'>${inner}</items>`;
  const event = (inner: string) => `<message><event xmlns='${PUBSUB}'>${inner}</event></message>`;
  const underEvent: PayloadOptions['under'] = ['message', { name: 'event', xmlns: PUBSUB }];
  const post = told('post', { name: 'items', xmlns: PUBSUB, node: MICROBLOG, under: underEvent });
  const any = told('any', { name: 'items', xmlns: PUBSUB, under: underEvent });
  const onEvent = told('event', { name: 'event', xmlns: PUBSUB, node: MICROBLOG });
  const anyEvent = told('any event', { name: 'event', xmlns: PUBSUB });

  it('runs for that node, on the third level, once', () => {
    expect(ran([post], event(items(MICROBLOG, '<item/>')))).toEqual(['post']);
    expect(ran([post], event(items('urn:other')))).toEqual([]);
    expect(ran([post], event('<items/>'))).toEqual([]);
  });

  it('does not run one level deeper', () => {
    const deeper = `<message><p><event xmlns='${PUBSUB}'>${items(MICROBLOG)}</event></p></message>`;
    expect(ran([post, any], deeper)).toEqual([]);
  });

  it('goes before one without: that runs only where no other did', () => {
    expect(ran([any, post], event(items(MICROBLOG)))).toEqual(['post']);
    expect(ran([any, post], event(items('urn:other')))).toEqual(['any']);
    expect(ran([any, post], event('<items/>'))).toEqual(['any']);
  });

  it('is found by the node of a direct items child, too', () => {
    expect(ran([anyEvent, onEvent], event(items(MICROBLOG)))).toEqual(['event']);
    expect(ran([anyEvent, onEvent], event(items('urn:other')))).toEqual(['any event']);
    expect(ran([onEvent], event(`<p>${items(MICROBLOG)}</p>`))).toEqual([]);
  });

  it("takes the element's own node before that of its items", () => {
    const own = `<message><event xmlns='${PUBSUB}' node='urn:other'>${items(MICROBLOG)}</event></message>`;
    expect(ran([anyEvent, onEvent], own)).toEqual(['any event']);
  });

  it('is not found by an items child of another namespace, nor by a prefixed node', () => {
    const foreign = `<items xmlns='urn:evil' node='${MICROBLOG}'/>`;
    expect(ran([onEvent], event(foreign))).toEqual([]);
    const prefixed = `<items xmlns:e='urn:evil' e:node='${MICROBLOG}'/>`;
    expect(ran([post, onEvent], event(prefixed))).toEqual([]);
  });

  it('fires for its own name, namespace and node only, whatever shares its hash', () => {
    const triples = [
      ['ab', 'c', 'de'],
      ['a', 'bc', 'de'],
      ['abc', 'de', undefined],
      ['ab', 'cd', 'e'],
      ['ab', 'cde', undefined],
    ] as const;
    const hashes = triples.map(([name, xmlns, node]) => payloadHash(name, xmlns, node));
    expect(new Set(hashes).size).toBe(1);
    const payloads = triples.map(([name, xmlns, node]) =>
      told(`${name} ${xmlns} ${node ?? ''}`, { name, xmlns, ...(node && { node }) }),
    );
    for (const [name, xmlns, node] of triples) {
      const stanza = `<message>${xml(name, { xmlns, node }).toString()}</message>`;
      expect(ran(payloads, stanza)).toEqual([`${name} ${xmlns} ${node ?? ''}`]);
    }
  });
});

describe('who may say it', () => {
  const options: Partial<RoomOptions> = {
    contacts: {
      'none@contacts.example': { subscription: 'none' },
      'to@contacts.example': { subscription: 'to' },
      'from@contacts.example': { subscription: 'from' },
      'both@contacts.example': { subscription: 'both' },
    },
    rooms: { 'room@rooms.example': { nick: 'julie' } },
  };
  const froms: Readonly<Record<string, readonly Sender[]>> = {
    '': ['self', 'account'],
    'juliet@capulet.example': ['self', 'account'],
    'JULIET@CAPULET.example': ['self', 'account'],
    'juliet@capulet.example/balcony': ['account'],
    'juliet@capulet.example/garden': ['account'],
    'capulet.example': ['server'],
    'capulet.example/x': [],
    'nurse@capulet.example': [],
    'sub.capulet.example': [],
    'none@contacts.example': ['contact'],
    'to@contacts.example/home': ['contact'],
    'from@contacts.example/home': ['contact', 'subscriber'],
    'both@contacts.example': ['contact', 'subscriber'],
    'contacts.example': [],
    'room@rooms.example': ['room'],
    'room@rooms.example/romeo': ['room'],
    'other@rooms.example/romeo': [],
    'rooms.example': [],
    'mallory@evil.example': [],
    '__proto__@evil.example': [],
  };
  const own = ['', 'juliet@capulet.example', 'JULIET@CAPULET.example'];
  const ownResources = ['juliet@capulet.example/balcony', 'juliet@capulet.example/garden'];
  const senders: Sender[] = ['self', 'server', 'account', 'room', 'contact', 'subscriber', 'any'];

  const cases = senders.flatMap((sender) =>
    Object.keys(froms).map((from) => {
      const isOwn = sender === 'subscriber' && [...own, ...ownResources].includes(from);
      return [sender, from, sender === 'any' || isOwn || froms[from]?.includes(sender)] as const;
    }),
  );

  it.each(cases)('%s: from "%s": %s', (sender, from, expected) => {
    const stanza = `<message${from === '' ? '' : ` from='${from}'`}>${X}</message>`;
    expect(ran([told('it', { from: sender })], stanza, options)).toEqual(expected ? ['it'] : []);
  });

  it('may be one of several', () => {
    const it = told('it', { from: ['server', 'contact'] });
    expect(ran([it], `<message from='capulet.example'>${X}</message>`, options)).toEqual(['it']);
    expect(ran([it], `<message from='to@contacts.example'>${X}</message>`, options)).toEqual([
      'it',
    ]);
    expect(ran([it], `<message from='mallory@evil.example'>${X}</message>`, options)).toEqual([]);
  });

  it.each(['', '@', 'a@b@c', '/r', 'juliet@', 'a b@c.example', `${'x'.repeat(1024)}@c.example`])(
    'is nobody with the invalid address "%s": a request of it is not even answered',
    (from) => {
      const room = open([told('it')]);
      for (const [kind, type] of [
        ['message', 'chat'],
        ['presence', undefined],
        ['iq', 'get'],
        ['iq', 'set'],
      ] as const) {
        room.receive(xml(kind, { xmlns: 'jabber:client', from, type, id: '1' }, parse(X)));
      }
      expect(room.packets).toEqual([]);
      expect(room.sent).toEqual([]);
      expect(room.ignored).toHaveLength(4);
    },
  );

  it.each([
    ['room@rooms.example/romeo', true],
    ['room@rooms.example', true],
    ['ROOM@rooms.example/romeo', true],
    ['other@rooms.example/romeo', false],
    ['mallory@evil.example', false],
    ['juliet@capulet.example', false],
  ])('of groupchat is a joined room: %s %s', (from, expected) => {
    const stanza = `<message from='${from}' type='groupchat'>${X}</message>`;
    expect(ran([told('it')], stanza, options)).toEqual(expected ? ['it'] : []);
  });
});
