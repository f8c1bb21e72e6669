import { iqGet, messageStanza, parse, presenceStanza, xml, type Element } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import * as v from 'valibot';
import { Action, action } from '../action/action.js';
import type { ActionContext } from '../action/context.js';
import type { ActionError } from '../errors.js';
import { type StanzaError } from '../errors.js';
import { feature } from '../feature.js';
import type { RoomPackets } from '../packet/packet.js';

const NS = 'urn:example:replies';
const self = 'juliet@capulet.example/balcony';

const packets = {
  replies_ask_handle: v.object({ to: v.nullable(v.string()), note: v.optional(v.string()) }),
  replies_ask_second: v.number(),
  replies_ask_erroritemnotfound: v.object({ note: v.optional(v.string()) }),
  replies_ask_errorclosednode: v.object({ text: v.optional(v.string()) }),
  replies_tell_handle: v.object({ kind: v.string(), body: v.string() }),
  replies_caught_error: v.object({ condition: v.string(), note: v.string() }),
};

declare module '../packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Replies/Ask' | 'Replies/Tell' | 'Replies/Caught'
  > {}
}

const askParams = v.object({ to: v.nullable(v.string()), note: v.optional(v.string()) });

/** Asks `to`; `note` is never sent. */
@action('Replies/Ask', {
  params: askParams,
  conditions: [{ name: 'closed-node', xmlns: NS }],
})
class Ask extends Action<'Replies/Ask', v.InferOutput<typeof askParams>> {
  override build() {
    return iqGet(this.params.to ?? undefined, xml('ask', { xmlns: NS }));
  }

  override handle(reply: Element, ctx: ActionContext<'Replies/Ask'>) {
    ctx.deliver('handle', this.params);
    for (const { children } of reply.getChildren('n', NS)) {
      ctx.deliver('second', Number(children[0]));
    }
  }

  override errorItemNotFound(_error: StanzaError, ctx: ActionContext<'Replies/Ask'>) {
    ctx.deliver('erroritemnotfound', { note: this.params.note });
  }

  errorClosedNode(error: StanzaError, ctx: ActionContext<'Replies/Ask'>) {
    ctx.deliver('errorclosednode', { text: error.text });
  }
}

/** Has the general error method, and one of its own. */
@action('Replies/Caught', { params: v.object({ note: v.string() }) })
class Caught extends Action<'Replies/Caught', { note: string }> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: NS }));
  }

  override error(error: ActionError, ctx: ActionContext<'Replies/Caught'>) {
    ctx.deliver('error', { condition: error.condition, note: this.params.note });
  }

  override errorForbidden(error: StanzaError, ctx: ActionContext<'Replies/Caught'>) {
    ctx.deliver('error', { condition: `method of ${error.condition}`, note: this.params.note });
  }
}

const tellParams = v.object({ kind: v.picklist(['message', 'presence']), to: v.string() });

@action('Replies/Tell', { params: tellParams })
class Tell extends Action<'Replies/Tell', v.InferOutput<typeof tellParams>> {
  override build() {
    const { kind, to } = this.params;
    return kind === 'message'
      ? messageStanza({ to }, xml('body', {}, 'hello'))
      : presenceStanza({ to }, xml('body', {}, 'hello'));
  }

  override handle(sent: Element, ctx: ActionContext<'Replies/Tell'>) {
    ctx.deliver('handle', { kind: sent.name, body: sent.getChildText('body') ?? '' });
  }
}

const replies = feature({ name: 'replies', packets, actions: [Ask, Caught, Tell] });

/** A room with one open request to `to`, which is answered by hand. */
function asked(to: string | null) {
  const room = openRoom(replies, { self });
  const outcome = room.request(new Ask({ to, note: 'kept' }));
  const id = String(room.sent[0]?.attrs['id']);
  return { room, outcome, id };
}

const result = (id: string, from?: string): Element =>
  xml('iq', { xmlns: 'jabber:client', type: 'result', id, from });

const isPending = (room: TestRoom): boolean => room.engine.pending.size > 0;

/** RFC 6120 section 8.1.2.1: whom a request went to, and who may answer it. */
const accepted: [to: string | null, from: string | undefined][] = [
  [null, undefined],
  [null, 'juliet@capulet.example'],
  [null, 'juliet@capulet.example/balcony'],
  [null, 'capulet.example'],
  [null, 'JULIET@Capulet.Example'],
  ['juliet@capulet.example', undefined],
  ['juliet@capulet.example', 'juliet@capulet.example'],
  ['Juliet@CAPULET.example', undefined],
  ['juliet@capulet.example/balcony', 'juliet@capulet.example/balcony'],
  ['juliet@capulet.example/garden', 'juliet@capulet.example/garden'],
  ['capulet.example', 'capulet.example'],
  ['romeo@montague.example', 'romeo@montague.example'],
  ['romeo@montague.example', 'Romeo@Montague.EXAMPLE'],
  ['ROMEO@montague.example/Orchard', 'romeo@montague.example/Orchard'],
  ['montague.example', 'montague.example'],
];

const refused: [to: string | null, from: string | undefined][] = [
  [null, 'juliet@capulet.example/garden'],
  [null, 'romeo@montague.example'],
  [null, 'capulet.example/x'],
  [null, 'sub.capulet.example'],
  [null, ''],
  [null, '@'],
  ['juliet@capulet.example', 'juliet@capulet.example/balcony'],
  ['juliet@capulet.example', 'capulet.example'],
  ['juliet@capulet.example', 'romeo@montague.example'],
  ['juliet@capulet.example/balcony', undefined],
  ['juliet@capulet.example/balcony', 'juliet@capulet.example'],
  ['juliet@capulet.example/garden', undefined],
  ['capulet.example', undefined],
  ['capulet.example', 'juliet@capulet.example'],
  ['romeo@montague.example', undefined],
  ['romeo@montague.example', 'romeo@montague.example/orchard'],
  ['romeo@montague.example', 'montague.example'],
  ['romeo@montague.example/orchard', 'romeo@montague.example'],
  ['romeo@montague.example/orchard', 'romeo@montague.example/Orchard'],
  ['romeo@montague.example/orchard', 'romeo@montague.example/orchard '],
  ['romeo@montague.example', 'romeo@montague.example.evil.example'],
  ['montague.example', 'romeo@montague.example'],
];

describe('a reply', () => {
  it.each(accepted)('to a request to %s is taken from %s', async (to, from) => {
    const { room, outcome, id } = asked(to);
    room.receive(result(id, from));
    await expect(outcome).resolves.toMatchObject({ note: 'kept' });
    expect(room.keys).toEqual(['replies_ask_handle']);
    expect(isPending(room)).toBe(false);
  });

  it.each(refused)('to a request to %s is not taken from %s', async (to, from) => {
    const { room, outcome, id } = asked(to);
    room.receive(result(id, from));
    const error = xml('iq', { xmlns: 'jabber:client', type: 'error', id, from });
    room.receive(error);
    expect(room.keys).toEqual([]);
    expect(room.sent).toHaveLength(1);
    expect(isPending(room)).toBe(true);

    room.answer();
    await expect(outcome).resolves.toMatchObject({ note: 'kept' });
  });

  it('is taken once: a second, a late and a contrary one are ignored and not answered', async () => {
    const { room, outcome } = asked('romeo@montague.example');
    room.answer();
    room.answer();
    room.refuse('item-not-found');
    await expect(outcome).resolves.toBeDefined();
    room.runtime.advance(3_600_000);
    expect(room.keys).toEqual(['replies_ask_handle']);
    expect(room.sent).toHaveLength(1);
    expect(room.ignored).toHaveLength(2);
  });

  it('after the deadline changes nothing', async () => {
    const { room, outcome } = asked('romeo@montague.example');
    room.runtime.advance(61_000);
    room.answer();
    await expect(outcome).rejects.toMatchObject({ condition: 'timeout' });
    expect(room.keys).toEqual(['replies_ask_errortimeout']);
  });

  it.each(['unknown', '', undefined])('with the id %s is ignored and not answered', (id) => {
    const { room } = asked(null);
    room.receive(xml('iq', { xmlns: 'jabber:client', type: 'result', id }));
    room.receive(xml('iq', { xmlns: 'jabber:client', type: 'error', id }));
    expect(room.keys).toEqual([]);
    expect(room.sent).toHaveLength(1);
    expect(room.ignored).toHaveLength(2);
    expect(isPending(room)).toBe(true);
  });

  it('needs the very id: not a trimmed one, nor one in other letters', () => {
    const { room, id } = asked(null);
    for (const near of [` ${id}`, `${id} `, id.toUpperCase() + '_', id.slice(0, -1), '__proto__']) {
      room.receive(result(near));
    }
    expect(isPending(room)).toBe(true);
  });

  it.each([
    ['message', undefined],
    ['message', 'error'],
    ['message', 'result'],
    ['presence', undefined],
    ['presence', 'error'],
    ['presence', 'result'],
    ['iq', 'get'],
    ['iq', 'set'],
    ['iq', undefined],
    ['iq', 'RESULT'],
  ])('is no <%s type="%s"/>, whatever its id is', (name, type) => {
    const { room, id } = asked(null);
    room.receive(xml(name, { xmlns: 'jabber:client', type, id }, xml('ask', { xmlns: NS })));
    expect(room.keys).toEqual([]);
    expect(isPending(room)).toBe(true);
    room.answer();
    expect(room.keys).toEqual(['replies_ask_handle']);
  });

  it('carries several packets, in order', () => {
    const { room, id } = asked(null);
    room.receive(
      parse(
        `<iq xmlns='jabber:client' type='result' id='${id}'>` +
          `<n xmlns='${NS}'>1</n><n xmlns='${NS}'>2</n><n xmlns='${NS}'>3</n></iq>`,
      ),
    );
    expect(room.packets.map(({ key, content }) => [key, content]).slice(1)).toEqual([
      ['replies_ask_second', 1],
      ['replies_ask_second', 2],
      ['replies_ask_second', 3],
    ]);
    const seqs = room.packets.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_seq, index) => (seqs[0] ?? 0) + index));
  });

  it('names who sent it, prepared', () => {
    const { room, id } = asked('ROMEO@montague.example/Orchard');
    room.receive(result(id, 'Romeo@Montague.example/Orchard'));
    expect(room.packets[0]?.from).toBe('romeo@montague.example/Orchard');
    const own = asked(null);
    own.room.receive(result(own.id));
    expect(own.room.packets[0]?.from).toBe('juliet@capulet.example');
  });
});

describe('what was asked with', () => {
  it('comes back in handle, never-sent values too', () => {
    const { room } = asked(null);
    expect(String(room.sent[0])).not.toContain('kept');
    room.answer();
    expect(room.contents('replies_ask_handle')).toEqual([{ to: null, note: 'kept' }]);
  });

  it('comes back in the error method of a condition', () => {
    const { room } = asked(null);
    room.refuse('item-not-found');
    expect(room.contents('replies_ask_erroritemnotfound')).toEqual([{ note: 'kept' }]);
  });

  it('comes back in the general error method', () => {
    const room = openRoom(replies, { self });
    void room.request(new Caught({ note: 'kept' }));
    room.refuse('gone');
    expect(room.contents('replies_caught_error')).toEqual([{ condition: 'gone', note: 'kept' }]);
  });

  it('is what request() resolves with, as the packet has it', async () => {
    const { room, outcome } = asked(null);
    room.answer();
    expect(await outcome).toEqual(room.packets[0]?.content);
  });
});

const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

/** An error reply with `children` in its `<error/>`. */
const errorReply = (id: string, children: string): string =>
  `<iq xmlns='jabber:client' type='error' id='${id}'><error type='cancel'>${children}</error></iq>`;

const condition = (name: string): string => `<${name} xmlns='${STANZAS}'/>`;
const foreign = (name: string, xmlns: string): string => `<${name} xmlns='${xmlns}'/>`;

describe('an error', () => {
  it.each([
    ['the first listed condition', condition('gone') + condition('conflict'), 'gone'],
    ['a listed one after an unknown one', condition('made-up') + condition('gone'), 'gone'],
    ['a text before it', `<text xmlns='${STANZAS}'>no</text>` + condition('gone'), 'gone'],
    ['an unknown condition', condition('made-up'), 'undefined-condition'],
    ['a condition in capitals', condition('Gone'), 'undefined-condition'],
    ['a condition of another namespace', foreign('gone', NS), 'undefined-condition'],
    ['nothing at all', '', 'undefined-condition'],
  ])('with %s has the condition of the RFC', async (_what, children, expected) => {
    const { room, outcome, id } = asked(null);
    room.receive(errorReply(id, children));
    await expect(outcome).rejects.toMatchObject({ name: 'StanzaError', condition: expected });
    expect(room.keys).toEqual([`replies_ask_error${expected.replaceAll('-', '')}`]);
  });

  it('is one by its type alone, whatever a result holds', () => {
    const { room, id } = asked(null);
    room.receive(errorReply(id, condition('gone')).replace("type='error' id", "type='result' id"));
    expect(room.keys).toEqual(['replies_ask_handle']);
  });

  it('wakes the method of its condition first', () => {
    const room = openRoom(replies, { self });
    void room.request(new Caught({ note: 'n' }));
    room.refuse('forbidden');
    expect(room.contents('replies_caught_error')).toEqual([
      { condition: 'method of forbidden', note: 'n' },
    ]);
  });

  it('wakes error() where its condition has no method, timeouts too', () => {
    const room = openRoom(replies, { self });
    void room.request(new Caught({ note: 'n' }));
    room.runtime.advance(61_000);
    expect(room.contents('replies_caught_error')).toEqual([{ condition: 'timeout', note: 'n' }]);
  });

  it('is reported by the engine where nothing wakes, as plain data', () => {
    const { room, id } = asked('romeo@montague.example');
    room.receive(
      `<iq xmlns='jabber:client' type='error' id='${id}' from='romeo@montague.example'>` +
        `<error type='wait' by='montague.example'>${condition('gone')}` +
        `<text xmlns='${STANZAS}'>moved</text>${foreign('unknown', NS)}</error></iq>`,
    );
    expect(room.packets).toEqual([
      expect.objectContaining({
        key: 'replies_ask_errorgone',
        content: {
          condition: 'gone',
          type: 'wait',
          text: 'moved',
          by: 'montague.example',
          application: [{ name: 'unknown', xmlns: NS }],
        },
        from: 'romeo@montague.example',
      }),
    ]);
    expect(JSON.parse(JSON.stringify(room.packets))).toEqual(room.packets);
  });

  it('wakes the method of a declared application condition before that of the RFC', () => {
    const { room, id } = asked(null);
    const children = condition('item-not-found') + foreign('closed-node', NS);
    room.receive(errorReply(id, `${children}<text xmlns='${STANZAS}'>closed</text>`));
    expect(room.packets.map(({ key, content }) => [key, content])).toEqual([
      ['replies_ask_errorclosednode', { text: 'closed' }],
    ]);
  });

  it.each([
    ['of another namespace', foreign('closed-node', 'urn:example:other')],
    ['in the namespace of stanza errors', condition('closed-node')],
    ['that is not declared', foreign('item-locked', NS)],
  ])('ignores an application condition %s', (_what, application) => {
    const { room, id } = asked(null);
    room.receive(errorReply(id, condition('item-not-found') + application));
    expect(room.keys).toEqual(['replies_ask_erroritemnotfound']);
  });

  it.each([
    'constructor',
    'to-string',
    '__proto__',
    'timeout',
    'cancelled',
    'connection-lost',
    'handler-failed',
    'text-',
  ])('names no code with <%s/>', async (name) => {
    for (const xmlns of [STANZAS, NS]) {
      const { room, outcome, id } = asked(null);
      room.receive(errorReply(id, foreign(name, xmlns)));
      await expect(outcome).rejects.toMatchObject({ condition: 'undefined-condition' });
      expect(room.keys).toEqual(['replies_ask_errorundefinedcondition']);
      expect(room.faults).toEqual([]);
    }
  });
});

describe('a request that is a message or a presence', () => {
  it.each(['message', 'presence'] as const)(
    'has ended when its bytes have left: %s',
    async (kind) => {
      const room = openRoom(replies, { self });
      room.isOnline = false;
      const told = room.request(new Tell({ kind, to: 'romeo@montague.example' }));
      expect(room.keys).toEqual([]);
      room.isOnline = true;
      room.output([]);
      room.runtime.flush();
      await expect(told).resolves.toEqual({ kind, body: 'hello' });
      expect(isPending(room)).toBe(false);
    },
  );

  it.each([
    ['message', 'romeo@montague.example', 'replies_tell_erroritemnotfound'],
    ['message', 'romeo@montague.example/orchard', undefined],
    ['message', 'montague.example', undefined],
    ['presence', 'romeo@montague.example', undefined],
    ['iq', 'romeo@montague.example', undefined],
  ])('that waits is refused by <%s/> from %s with %s', (kind, from, key) => {
    const room = openRoom(replies, { self });
    room.isOnline = false;
    void room.request(new Tell({ kind: 'message', to: 'romeo@montague.example' }));
    const [{ record } = { record: undefined }] = [...room.engine.pending.entries()];
    room.receive(
      `<${kind} xmlns='jabber:client' type='error' id='${String(record?.id)}' from='${from}'>` +
        `<error type='cancel'>${condition('item-not-found')}</error></${kind}>`,
    );
    expect(room.keys).toEqual(key === undefined ? [] : [key]);
    expect(isPending(room)).toBe(key === undefined);
  });
});
