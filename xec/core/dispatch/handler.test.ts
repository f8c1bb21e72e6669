import { iqGet, messageStanza, parse, xml, type Element } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions, type TestRoom } from '@xec/testing/rooms';
import * as v from 'valibot';
import { Action, action } from '../action/action.js';
import type { ContactFact } from '../facts.js';
import { feature } from '../feature.js';
import { Log, type LogLine } from '../log.js';
import type { RoomPackets } from '../packet/packet.js';
import { Payload, payload, type PayloadContext } from '../payload/payload.js';

const NS = 'urn:example:handler';
const self = 'juliet@capulet.example/balcony';
const ROMEO = 'romeo@montague.example/orchard';

const packets = {
  handlerheard: v.string(),
  handlerheard_more: v.number(),
};

declare module '../packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Handler/Next'> {}
}

type Context = PayloadContext<'HandlerHeard'>;
type Run = (ctx: Context, el: Element) => void | Promise<void>;

/** Does what its test says. */
@payload('HandlerHeard', { name: 'x', xmlns: NS, under: 'iq', from: 'any' })
class First extends Payload<'HandlerHeard'> {
  constructor(private readonly run: Run = () => undefined) {
    super();
  }

  override handle(el: Element, ctx: Context): void | Promise<void> {
    return this.run(ctx, el);
  }
}

@payload('HandlerHeard', { name: 'x', xmlns: NS, under: 'iq', from: 'any' })
class Second extends First {}

@payload('HandlerHeard', { name: 'x', xmlns: NS, under: 'message', from: 'any' })
class InMessage extends First {}

@payload('HandlerHeard', { name: 'own', xmlns: NS, under: 'iq', from: 'self' })
class Own extends First {}

/** Goes on where a handler left off; knows what was learnt then. */
@action('Handler/Next')
class Next extends Action<'Handler/Next'> {
  override build(ctx: { fact(section: 'contact', key: string): ContactFact | undefined }) {
    const name = ctx.fact('contact', 'romeo@montague.example')?.name;
    return iqGet(undefined, xml('next', { xmlns: NS, name }));
  }
}

const room = feature({
  name: 'handler',
  packets,
  actions: [Next],
  payloads: [First, Second, InMessage, Own],
});

function open(
  runs: { first?: Run; second?: Run; message?: Run } = {},
  options: Partial<RoomOptions> = {},
): TestRoom {
  const payloads = new Map<new (...services: never[]) => First, First>([
    [First, new First(runs.first)],
    [Second, new Second(runs.second)],
    [InMessage, new InMessage(runs.message)],
  ]);
  return openRoom(room, { self, payloads, ...options });
}

const request = (type: string | undefined, ...children: Element[]): Element =>
  xml('iq', { xmlns: 'jabber:client', type, id: 'r1', from: ROMEO }, ...children);

const X = (): Element => xml('x', { xmlns: NS });
const Y = (): Element => xml('y', { xmlns: NS });

const refusal = (condition: string, type: string): string =>
  `<iq xmlns='jabber:client' type='error' id='r1' to='${ROMEO}'><error type='${type}'>` +
  `<${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`;

/** The one answer that left. */
function toAnswer(room: TestRoom, expected: string): void {
  expect(room.sent).toHaveLength(1);
  toEqualXml(room.sent[0], expected);
}

const reply: Run = (ctx) => ctx.reply(xml('done', { xmlns: NS }));
const raise = (): never => {
  throw new Error('planted');
};
const done = `<iq xmlns='jabber:client' type='result' id='r1' to='${ROMEO}'><done xmlns='${NS}'/></iq>`;

describe('a request to us', () => {
  it.each(['get', 'set'])('of type %s is answered by its payload, to its sender', (type) => {
    const room = open({ first: reply });
    room.receive(request(type, X()));
    toAnswer(room, done);
  });

  it('may be answered with nothing, or refused with more than a condition', () => {
    const empty = open({ first: (ctx) => ctx.reply() });
    empty.receive(request('get', X()));
    toAnswer(empty, `<iq xmlns='jabber:client' type='result' id='r1' to='${ROMEO}'/>`);

    const failing = open({
      first: (ctx) =>
        ctx.fail('not-allowed', {
          type: 'auth',
          text: 'no',
          application: [{ name: 'why', xmlns: NS }],
        }),
    });
    failing.receive(request('get', X()));
    const stanzas = 'urn:ietf:params:xml:ns:xmpp-stanzas';
    toAnswer(
      failing,
      `<iq xmlns='jabber:client' type='error' id='r1' to='${ROMEO}'><error type='auth'>` +
        `<not-allowed xmlns='${stanzas}'/><text xmlns='${stanzas}'>no</text>` +
        `<why xmlns='${NS}'/></error></iq>`,
    );
  });

  it.each<[string, string, string, string, Element[]]>([
    ['an unknown payload', 'service-unavailable', 'cancel', 'get', [Y()]],
    [
      'a payload that only we may send',
      'service-unavailable',
      'cancel',
      'set',
      [xml('own', { xmlns: NS })],
    ],
    ['no child', 'bad-request', 'modify', 'get', []],
    ['two children', 'bad-request', 'modify', 'set', [X(), X()]],
    ['a child of ours and another', 'bad-request', 'modify', 'set', [X(), Y()]],
    ['an unknown type', 'bad-request', 'modify', 'ask', [X()]],
    ['a type in capitals', 'bad-request', 'modify', 'GET', [X()]],
  ])('with %s is refused with %s', (_what, condition, errorType, type, children) => {
    const room = open({ first: reply, second: reply });
    room.receive(request(type, ...children));
    toAnswer(room, refusal(condition, errorType));
    expect(room.packets).toEqual([]);
  });

  it('without a type is refused', () => {
    const room = open({ first: reply });
    room.receive(request(undefined, X()));
    toAnswer(room, refusal('bad-request', 'modify'));
  });

  it('that nobody answers is refused, though its payload ran', () => {
    const room = open({ first: (ctx) => ctx.deliver('heard') });
    room.receive(request('get', X()));
    toAnswer(room, refusal('service-unavailable', 'cancel'));
    expect(room.keys).toEqual(['handlerheard']);
  });

  it.each<[string, Run]>([
    ['throws', raise],
    ['rejects', () => Promise.reject(new Error('planted'))],
    ['throws after it answered', (ctx) => (ctx.reply(), raise())],
    ['answers with what cannot be written', (ctx) => ctx.reply(xml('x', {}, '\u0000'))],
    ['tells what does not fit', (ctx) => ctx.deliver('more', 'text' as never)],
  ])('whose handler %s is refused once, and nothing of it stays', async (_how, run) => {
    const room = open({
      first: (ctx, el) => {
        ctx.deliver('heard');
        ctx.learn('contact', 'romeo@montague.example', { subscription: 'both' });
        ctx.send(messageStanza({ to: ROMEO }));
        return run(ctx, el);
      },
    });
    room.receive(request('set', X()));
    await room.settled();
    toAnswer(room, refusal('internal-server-error', 'cancel'));
    expect(room.packets).toEqual([]);
    expect(room.engine.facts.all('contact').size).toBe(0);
    expect(room.faults).toHaveLength(1);
    expect(room.faults[0]?.where).toBe('payload HandlerHeard');
  });

  it('whose handler hangs is refused at the limit, and its late answer is dropped', async () => {
    let goOn!: () => void;
    let late: unknown;
    const room = open(
      {
        first: async (ctx) => {
          await new Promise<void>((resolve) => (goOn = resolve));
          try {
            ctx.reply();
          } catch (error) {
            late = error;
          }
        },
      },
      { limits: { handlerMs: 2000 } },
    );
    room.receive(request('get', X()));
    room.runtime.advance(1999);
    await room.settled();
    expect(room.sent).toEqual([]);
    room.runtime.advance(1);
    await room.settled();
    toAnswer(room, refusal('internal-server-error', 'cancel'));
    goOn();
    await room.settled();
    expect(late).toMatchObject({ message: expect.stringContaining('this handler has ended') });
    expect(room.sent).toHaveLength(1);
  });

  it('is answered once: a second answer of the same handler throws', () => {
    const room = open({
      first: (ctx) => {
        ctx.reply(xml('done', { xmlns: NS }));
        expect(() => {
          ctx.fail('conflict');
        }).toThrow('this iq was answered already');
      },
    });
    room.receive(request('get', X()));
    toAnswer(room, done);
  });

  it('is answered once when two payloads answer: the first one counts, the other fails', async () => {
    for (const isAsync of [false, true]) {
      const room = open({
        first: isAsync ? (ctx, el) => Promise.resolve().then(() => reply(ctx, el)) : reply,
        second: (ctx) => {
          ctx.deliver('heard');
          ctx.fail('conflict');
        },
      });
      room.receive(request('get', X()));
      await room.settled();
      toAnswer(room, done);
      expect(room.packets).toEqual([]);
      expect(room.faults).toHaveLength(1);
    }
  });

  it('is answered by the second payload where the first one fails', () => {
    const room = open({ first: raise, second: reply });
    room.receive(request('get', X()));
    toAnswer(room, done);
  });

  it('keeps its id and sender as they came, whatever they hold', () => {
    const id = `"'&<>é\t\u{1F600}`;
    const room = open({ first: (ctx) => ctx.reply() });
    room.receive(
      xml('iq', { xmlns: 'jabber:client', type: 'get', id, from: 'RoMeo@Montague.example' }, X()),
    );
    expect(room.sent[0]?.attrs).toMatchObject({ id, to: 'RoMeo@Montague.example' });
  });

  it('of our own server has no address to go to', () => {
    const room = open({ first: (ctx) => ctx.reply() });
    room.receive(xml('iq', { xmlns: 'jabber:client', type: 'get', id: 'r1' }, X()));
    toAnswer(room, "<iq xmlns='jabber:client' type='result' id='r1'/>");
  });

  it('never answers results, errors, messages or presences', () => {
    const room = open({ first: reply, message: (ctx) => ctx.reply() });
    for (const type of ['result', 'error']) room.receive(request(type, X()));
    room.receive(messageStanza({ id: 'r1' }, X()));
    room.receive(parse("<presence xmlns='jabber:client' type='error'/>"));
    expect(room.sent).toEqual([]);
    expect(room.faults[0]?.fault).toMatchObject({
      message: 'expected an iq to answer, got a message',
    });
  });
});

describe('what a payload does', () => {
  const inMessage = messageStanza({}, X());

  it('takes effect in order: packets, stanzas, requests', () => {
    const room = open({
      message: (ctx) => {
        ctx.deliver('one');
        ctx.deliver('more', 2);
        ctx.emit('handlerheard', 'three');
        ctx.send(messageStanza({ to: ROMEO, id: 'm1' }));
        ctx.request(new Next());
      },
    });
    room.receive(inMessage);
    expect(room.packets.map(({ key, content, seq }) => [key, content, seq])).toEqual([
      ['handlerheard', 'one', 1],
      ['handlerheard_more', 2, 2],
      ['handlerheard', 'three', 3],
    ]);
    expect(room.sent.map(({ name }) => name)).toEqual(['message', 'iq']);
    expect(room.engine.pending.size).toBe(1);
  });

  it('is sent as it was when it was given', () => {
    const room = open({
      message: (ctx) => {
        const stanza = messageStanza({ to: ROMEO });
        ctx.send(stanza);
        stanza.attrs['to'] = 'mallory@evil.example';
      },
    });
    room.receive(inMessage);
    expect(room.sent[0]?.attrs['to']).toBe(ROMEO);
  });

  it('may be to learn facts: itself, its requests and later handlers know them at once', () => {
    const seen: unknown[] = [];
    const romeo = 'romeo@montague.example';
    const room = open({
      message: (ctx) => {
        seen.push(ctx.fact('contact', romeo)?.subscription);
        ctx.learn('contact', romeo, { subscription: 'to', name: 'Romeo' });
        seen.push(ctx.fact('contact', romeo)?.subscription);
        seen.push([...ctx.facts('contact').keys()]);
        if (seen.length === 3) ctx.request(new Next());
      },
    });
    room.receive(inMessage);
    expect(seen).toEqual([undefined, 'to', [romeo]]);
    expect(room.sent[0]?.getChild('next', NS)?.attrs['name']).toBe('Romeo');
    room.receive(inMessage);
    expect(seen.slice(3)).toEqual(['to', 'to', [romeo]]);
  });

  it('may be to forget facts', () => {
    const romeo = 'romeo@montague.example';
    const seen: unknown[] = [];
    const room = open(
      {
        message: (ctx) => {
          ctx.learn('contact', romeo, undefined);
          seen.push(ctx.fact('contact', romeo), ctx.facts('contact').size);
        },
      },
      { contacts: { [romeo]: { subscription: 'both' } } },
    );
    room.receive(inMessage);
    expect(seen).toEqual([undefined, 0]);
    expect(room.engine.facts.all('contact').size).toBe(0);
  });

  it('is dropped where it throws: packets keep their numbers without a gap', () => {
    let count = 0;
    const room = open({
      message: (ctx) => {
        count += 1;
        ctx.deliver(String(count));
        if (count === 2) raise();
      },
    });
    for (let at = 0; at < 3; at += 1) room.receive(inMessage);
    expect(room.packets.map(({ content, seq }) => [content, seq])).toEqual([
      ['1', 1],
      ['3', 2],
    ]);
  });
});

describe('coming online', () => {
  it('sets each feature up, in order; one that fails stops no other', async () => {
    const seen: string[] = [];
    const late = (): unknown => Promise.reject(new Error('planted'));
    const room = openRoom(
      [
        {
          name: 'bad',
          online: (ctx) => {
            ctx.send(messageStanza({ to: ROMEO }));
            raise();
          },
        },
        { name: 'late', online: late },
        {
          name: 'good',
          online: (ctx) => {
            seen.push(...ctx.streamFeatures, String(ctx.settings.initialPresence));
            ctx.send(messageStanza({ to: ROMEO, id: 'good' }));
          },
        },
      ],
      { self },
    );
    room.online(['urn:one'], false);
    await room.settled();
    expect(seen).toEqual(['urn:one', 'false']);
    expect(room.sent.map(({ attrs }) => attrs['id'] as unknown)).toEqual(['good']);
    expect(room.faults.map(({ where }) => where)).toEqual(['feature bad', 'feature late']);
  });
});

describe('the log of a session', () => {
  function logged(level: 'debug' | 'info', run: (room: TestRoom) => void): LogLine[] {
    const lines: LogLine[] = [];
    const log = new Log({ level, sink: (line) => lines.push(line), now: () => 0 });
    run(open({ message: (ctx) => ctx.deliver('secret body') }, { log }));
    return lines;
  }

  it('has each error reply, with action, id, condition, type and text', () => {
    let id: unknown;
    const lines = logged('info', (room) => {
      void room.request(new Next());
      id = room.sent[0]?.attrs['id'];
      room.receive(
        `<iq xmlns='jabber:client' type='error' id='${String(id)}'><error type='wait'>` +
          "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>" +
          "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>later</text></error></iq>",
      );
    });
    expect(lines).toEqual([
      {
        level: 'warn',
        at: 0,
        event: 'action-error',
        session: 'test',
        action: 'Handler/Next',
        id,
        condition: 'conflict',
        type: 'wait',
        text: 'later',
      },
    ]);
  });

  it('has at debug level each look-up, with what was found', () => {
    const lines = logged('debug', (room) => {
      room.receive(
        `<message xmlns='jabber:client'><x xmlns='${NS}'/><y xmlns='${NS}' node='n'/></message>`,
      );
    }).filter(({ event }) => event === 'payload-looked-up');
    expect(lines.slice(0, 3)).toMatchObject([
      { level: 'debug', name: 'message', found: [] },
      { name: 'x', xmlns: NS, node: undefined },
      { name: 'y', xmlns: NS, node: 'n', found: [] },
    ]);
    expect(lines[1]?.['found']).toContain('HandlerHeard');
  });

  it('has no body, no packet and no params at any level', () => {
    const lines = logged('debug', (room) => {
      room.receive(
        `<message xmlns='jabber:client' from='${ROMEO}'><x xmlns='${NS}'>secret body</x></message>`,
      );
      room.receive(request('set', xml('password', { xmlns: NS }, 'secret body')));
      room.receive(request('result', xml('password', { xmlns: NS }, 'secret body')));
    });
    expect(lines.length).toBeGreaterThan(3);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('looks nothing up for a log that does not want it', () => {
    const room = openRoom(feature({ name: 'none' }), { self });
    const quiet = openRoom(feature({ name: 'none' }), {
      self,
      log: new Log({ level: 'info', sink: () => undefined }),
    });
    expect(room.engine.log.isDebug).toBe(false);
    quiet.receive(messageStanza({}, X()));
    expect(quiet.faults).toEqual([]);
  });
});
