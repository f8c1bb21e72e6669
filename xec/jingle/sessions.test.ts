import { describe, expect, it } from '@jest/globals';
import { NS_JINGLE, type Jingle } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import {
  AcceptContent,
  AcceptSession,
  AddContent,
  InitiateSession,
  ModifyContent,
  MuteSession,
  RejectContent,
  RemoveContent,
  SendSessionInfo,
  SendTransportInfo,
  TerminateSession,
  UnmuteSession,
  jingle,
} from './index.js';

const romeo = 'romeo@montague.example/orchard';
const juliet = 'juliet@capulet.example/phone';
const sid = 'ca3cf894-5325-482f-a412-a6e9f832298d';

const bareOf = (jid: string): string => jid.slice(0, jid.indexOf('/'));
const openAs = (self: string, peer: string, subscription: 'both' | 'none' = 'both'): TestRoom =>
  openRoom(jingle, { self, contacts: { [bareOf(peer)]: { subscription } } });
/** Juliet hears what Romeo begins, and the other way round. */
const asJuliet = () => openAs(juliet, romeo);
const asRomeo = () => openAs(romeo, juliet);

const read = (name: string): Jingle => fixtureJson<{ jingle: Jingle }>(`jingle/${name}`).jingle;
const contentsOf = (name: string) => read(name).contents;
/** What is sent for `name`, whoever of the two sends it. */
const comes = (room: TestRoom, name: string, attrs: Record<string, string> = {}) => {
  const isRomeo = room.engine.facts.self.toString() === romeo;
  const [from, to] = isRomeo ? [juliet, romeo] : [romeo, juliet];
  room.receive(fixture(`jingle/${name}`, { from, to, ...attrs }));
};
const errorOf = (room: TestRoom) => room.sent.at(-1)?.getChild('error');
const refusedWith = (room: TestRoom, condition: string, application?: string) => {
  expect(room.sent.at(-1)?.attrs['type']).toBe('error');
  expect(errorOf(room)?.getChild(condition)).toBeDefined();
  if (application !== undefined) {
    expect(errorOf(room)?.getChild(application, 'urn:xmpp:jingle:errors:1')).toBeDefined();
  }
};
const isHeard = (room: TestRoom) => {
  expect(room.sent.at(-1)?.attrs).toMatchObject({ type: 'result', id: 'iq1' });
};
const sentJingle = (room: TestRoom) => room.sent.at(-1)?.getChild('jingle', NS_JINGLE);

/** A room in which Romeo began a session with us. */
function called(): TestRoom {
  const room = asJuliet();
  comes(room, 'session-initiate');
  return room;
}

/** A room in which we began a session with Juliet; `isTaken`: and she took it. */
function calling(isTaken = true): TestRoom {
  const room = asRomeo();
  const contents = contentsOf('session-initiate');
  void room.request(new InitiateSession({ to: juliet, sid, contents }));
  if (!isTaken) return room;
  room.answer();
  comes(room, 'session-accept');
  return room;
}

describe('a session that a peer begins', () => {
  it('is answered, and told', () => {
    const room = called();
    isHeard(room);
    expect(room.packets).toMatchObject([
      {
        key: 'jingle_sessioninitiate',
        from: romeo,
        content: { sid, peer: romeo, contents: contentsOf('session-initiate'), groups: [] },
      },
    ]);
  });

  it('may carry what another specification has', () => {
    const room = asJuliet();
    comes(room, 'file-transfer');
    isHeard(room);
    expect(room.contents('jingle_sessioninitiate')).toMatchObject([
      { contents: contentsOf('file-transfer') },
    ]);
  });

  it('is unknown to who may not see our presence', () => {
    const room = openAs(juliet, romeo, 'none');
    comes(room, 'session-initiate');
    refusedWith(room, 'service-unavailable');
    expect(room.keys).toEqual([]);
  });

  it('may come from an occupant of a joined room', () => {
    const room = openRoom(jingle, {
      self: juliet,
      rooms: { 'capulet@chat.example': { nick: 'juliet' } },
    });
    comes(room, 'session-initiate', { from: 'capulet@chat.example/romeo' });
    expect(room.contents('jingle_sessioninitiate')).toMatchObject([
      { peer: 'capulet@chat.example/romeo' },
    ]);
  });

  it('begins once', () => {
    const room = called();
    comes(room, 'session-initiate');
    refusedWith(room, 'unexpected-request', 'out-of-order');
    expect(room.keys).toEqual(['jingle_sessioninitiate']);
  });

  it.each([
    ['no action', '<jingle xmlns="urn:xmpp:jingle:1" sid="s"/>'],
    ['no contents', '<jingle xmlns="urn:xmpp:jingle:1" action="session-initiate" sid="s"/>'],
    [
      'early media alone',
      '<jingle xmlns="urn:xmpp:jingle:1" action="session-initiate" sid="s"><content name="a" disposition="early-session"/></jingle>',
    ],
  ])('with %s is refused', (_what, child) => {
    const room = asJuliet();
    room.receive(`<iq xmlns='jabber:client' from='${romeo}' id='iq1' type='set'>${child}</iq>`);
    refusedWith(room, 'bad-request');
    expect(room.keys).toEqual([]);
  });

  it('is not told where it stands elsewhere', () => {
    const room = asJuliet();
    const child = fixture('jingle/session-initiate').getChild('jingle')!;
    room.receive(`<message xmlns='jabber:client' from='${romeo}'>${child.toString()}</message>`);
    room.receive(
      `<iq xmlns='jabber:client' from='${romeo}' id='1' type='get'>${child.toString()}</iq>`,
    );
    expect(room.keys).toEqual([]);
  });

  it('is one of eight of a peer, and of those of a day', () => {
    const room = asJuliet();
    const begin = (name: string) => {
      const stanza = fixture('jingle/session-initiate', { from: romeo, to: juliet });
      stanza.getChild('jingle')!.attrs['sid'] = name;
      room.receive(stanza);
    };
    for (let count = 0; count < 9; count += 1) begin(`s${String(count)}`);
    refusedWith(room, 'resource-constraint');
    expect(room.keys).toHaveLength(8);
    room.runtime.advance(25 * 60 * 60 * 1000);
    begin('tomorrow');
    isHeard(room);
  });
});

describe('a session that we begin', () => {
  it('says who begins, and is told when the peer has it', async () => {
    const room = asRomeo();
    const contents = contentsOf('session-initiate');
    const asked = room.request(new InitiateSession({ to: juliet, sid, contents }));
    toEqualXml(sentJingle(room), fixture('jingle/session-initiate').getChild('jingle')!);
    room.answer();
    await expect(asked).resolves.toEqual({ sid, peer: juliet });
    expect(room.keys).toEqual(['jingle_sessioninitiate_handle']);
  });

  it('is taken once, by its peer', () => {
    const room = calling(false);
    room.answer();
    comes(room, 'session-accept', { from: 'juliet@capulet.example/balcony' });
    refusedWith(room, 'item-not-found', 'unknown-session');
    comes(room, 'session-accept');
    isHeard(room);
    comes(room, 'session-accept');
    refusedWith(room, 'unexpected-request', 'out-of-order');
    expect(room.contents('jingle_sessionaccept')).toMatchObject([
      { sid, peer: juliet, contents: contentsOf('session-accept') },
    ]);
  });

  it('runs as soon as it is sent', () => {
    const room = calling(false);
    comes(room, 'transport-info');
    isHeard(room);
    expect(room.keys).toEqual(['jingle_transportinfo']);
  });

  it('is a new one', async () => {
    const room = calling();
    const contents = contentsOf('session-initiate');
    await expect(room.request(new InitiateSession({ to: juliet, sid, contents }))).rejects.toThrow(
      'expected a new session',
    );
  });

  it.each([
    ['unknown-session', 'erroritemnotfound', 'item-not-found'],
    ['out-of-order', 'errorunexpectedrequest', 'unexpected-request'],
    ['tie-break', 'error', 'conflict'],
  ])('is over where it is refused as %s', (name, method, condition) => {
    const room = calling(false);
    room.receive(fixture(`jingle/${name}`, { id: String(room.sent[0]?.attrs['id']) }));
    expect(room.packets).toMatchObject([
      { key: `jingle_sessioninitiate_${method}`, content: { sid, peer: juliet, condition } },
    ]);
    comes(room, 'session-accept');
    refusedWith(room, 'item-not-found', 'unknown-session');
  });

  it('is over where nobody answers', () => {
    const room = calling(false);
    room.runtime.advance(61_000);
    expect(room.contents('jingle_sessioninitiate_error')).toMatchObject([{ condition: 'timeout' }]);
    comes(room, 'session-accept');
    refusedWith(room, 'item-not-found', 'unknown-session');
  });
});

describe('two that call each other at once', () => {
  const begins = (room: TestRoom, name: string) => {
    const stanza = fixture('jingle/session-initiate', { from: juliet, to: romeo });
    stanza.getChild('jingle')!.attrs['sid'] = name;
    room.receive(stanza);
  };

  it('have one call: the one of the lower name', () => {
    const room = calling(false);
    begins(room, 'd');
    refusedWith(room, 'conflict', 'tie-break');
    begins(room, 'b');
    isHeard(room);
    room.receive(fixture('jingle/tie-break', { id: String(room.sent[0]?.attrs['id']) }));
    expect(room.keys).toEqual(['jingle_sessioninitiate', 'jingle_sessioninitiate_error']);
    expect([...room.engine.facts.all('jingleSession').values()]).toMatchObject([{ sid: 'b' }]);
  });

  it('with one name have that of the lower JID', () => {
    const room = calling(false); // juliet is lower than romeo
    begins(room, sid);
    isHeard(room);
    room.receive(fixture('jingle/tie-break', { id: String(room.sent[0]?.attrs['id']) }));
    expect([...room.engine.facts.all('jingleSession').values()]).toMatchObject([
      { sid, role: 'responder' },
    ]);
  });

  it('for different things have both', () => {
    const room = calling(false);
    const stanza = fixture('jingle/file-transfer', { from: juliet, to: romeo });
    stanza.getChild('jingle')!.attrs['sid'] = 'zzz';
    room.receive(stanza);
    isHeard(room);
  });
});

describe('in a session', () => {
  it.each([
    ['transport-info', 'jingle_transportinfo'],
    ['content-add', 'jingle_contentadd'],
    ['content-modify', 'jingle_contentmodify'],
    ['content-remove', 'jingle_contentremove'],
  ] as const)('the peer says %s', (name, key) => {
    const room = calling();
    comes(room, name);
    isHeard(room);
    expect(room.contents(key)).toMatchObject([{ sid, peer: juliet, contents: contentsOf(name) }]);
  });

  it('the peer mutes, rings, and asks whether it is alive', () => {
    const room = calling();
    for (const name of ['mute', 'unmute', 'info-ringing', 'info-ping']) {
      comes(room, name);
      isHeard(room);
    }
    const which = { sid, peer: juliet, name: 'voice', creator: 'responder' };
    expect(room.packets.slice(2)).toMatchObject([
      { key: 'jingle_sessionmute', content: which },
      { key: 'jingle_sessionunmute', content: which },
      { key: 'jingle_sessioninfo', content: { sid, peer: juliet, type: 'ringing' } },
    ]);
  });

  it('what we do not know is refused', () => {
    const room = calling();
    comes(room, 'info-unknown');
    refusedWith(room, 'feature-not-implemented', 'unsupported-info');
    const says = (attrs: string, inner = '') => {
      room.receive(
        `<iq xmlns='jabber:client' from='${juliet}' id='iq1' type='set'><jingle xmlns='urn:xmpp:jingle:1' ${attrs} sid='${sid}'>${inner}</jingle></iq>`,
      );
    };
    says("action='transport-replace'", "<content name='voice'/>");
    refusedWith(room, 'feature-not-implemented');
    says("action='transport-info'");
    refusedWith(room, 'bad-request');
    says("action='content-modify'", "<content name='voice'/>");
    refusedWith(room, 'bad-request');
    expect(room.keys).toHaveLength(2);
  });

  it.each(['transport-info', 'content-add', 'mute', 'session-terminate', 'session-accept'])(
    'nobody else says %s',
    (name) => {
      const room = calling();
      for (const from of ['juliet@capulet.example/tablet', 'mallory@evil.example/x']) {
        comes(room, name, { from });
        refusedWith(room, 'item-not-found', 'unknown-session');
      }
      expect(room.keys).toHaveLength(2);
    },
  );

  it('the end is the end', () => {
    const room = calling();
    comes(room, 'session-terminate');
    isHeard(room);
    comes(room, 'session-terminate');
    refusedWith(room, 'item-not-found', 'unknown-session');
    const { reason } = read('session-terminate');
    expect(room.packets.slice(2)).toMatchObject([
      { key: 'jingle_sessionterminate', content: { sid, peer: juliet, reason } },
      { key: 'jingle_message', content: { sid, peer: juliet, type: 'terminate', by: 'peer' } },
    ]);
  });

  it('the initiator has its way where both ask the same', () => {
    const ours = calling();
    const contents = contentsOf('content-remove');
    void ours.request(new RemoveContent({ to: juliet, sid, contents }));
    comes(ours, 'content-remove');
    refusedWith(ours, 'conflict', 'tie-break');
    ours.answer();
    comes(ours, 'content-remove');
    isHeard(ours);

    const theirs = called();
    void theirs.request(new RemoveContent({ to: romeo, sid, contents }));
    comes(theirs, 'content-remove');
    isHeard(theirs);
    theirs.refuse('conflict');
    expect(theirs.contents('jingle_contentremove_error')).toMatchObject([
      { condition: 'conflict' },
    ]);
  });

  it('does not outlive our address', () => {
    const room = called();
    room.online();
    expect(room.keys).toEqual(['jingle_sessioninitiate']);
    room.engine.facts.self = room.engine.facts.self.withResource('tablet');
    room.online();
    expect(room.contents('jingle_sessionterminate')).toEqual([
      { sid, peer: romeo, reason: { condition: 'connectivity-error' } },
    ]);
    comes(room, 'transport-info');
    refusedWith(room, 'item-not-found', 'unknown-session');
  });
});

describe('what we ask in a session', () => {
  const to = romeo;
  const contents = contentsOf('session-accept');
  const cases = [
    ['sessionaccept', new AcceptSession({ to, sid, contents }), 'session-accept'],
    ['transportinfo', new SendTransportInfo({ to, sid, contents }), 'transport-info'],
    ['contentadd', new AddContent({ to, sid, contents }), 'content-add'],
    ['contentmodify', new ModifyContent({ to, sid, contents }), 'content-modify'],
    ['contentremove', new RemoveContent({ to, sid, contents }), 'content-remove'],
    ['contentaccept', new AcceptContent({ to, sid, contents }), 'content-accept'],
    ['contentreject', new RejectContent({ to, sid, contents }), 'content-reject'],
    ['sessionmute', new MuteSession({ to, sid, name: 'voice' }), 'session-info'],
    ['sessionunmute', new UnmuteSession({ to, sid }), 'session-info'],
    ['sessioninfo', new SendSessionInfo({ to, sid, type: 'hold' }), 'session-info'],
    ['sessionterminate', new TerminateSession({ to, sid }), 'session-terminate'],
  ] as const;

  it.each(cases)('is answered: %s', async (method, action, name) => {
    const room = called();
    const asked = room.request(action);
    expect(room.sent.at(-1)?.attrs).toMatchObject({ to, type: 'set' });
    expect(sentJingle(room)?.attrs).toMatchObject({ action: name, sid });
    room.answer();
    await expect(asked).resolves.toEqual({ sid, peer: to });
    expect(room.keys.at(-1)).toBe(`jingle_${method}_handle`);
  });

  it.each(cases)('ends it where the peer does not know it: %s', (method, action, _name) => {
    const room = called();
    void room.request(action);
    room.receive(
      fixture('jingle/unknown-session', { id: String(room.sent.at(-1)?.attrs['id']), from: to }),
    );
    expect(room.keys.at(-1)).toBe(`jingle_${method}_erroritemnotfound`);
    comes(room, 'transport-info');
    refusedWith(room, 'item-not-found', 'unknown-session');
  });

  it.each(cases.slice(0, -1))('is not sent without one: %s', async (_method, action, _name) => {
    const room = asJuliet();
    await expect(room.request(action)).rejects.toThrow('expected a session');
    expect(room.sent).toEqual([]);
  });

  it('says what it says', () => {
    const room = called();
    void room.request(new AcceptSession({ to, sid, contents }));
    toEqualXml(sentJingle(room), fixture('jingle/session-accept').getChild('jingle')!);
    void room.request(new MuteSession({ to, sid, name: 'voice', creator: 'responder' }));
    toEqualXml(sentJingle(room), fixture('jingle/mute').getChild('jingle')!);
    void room.request(new SendSessionInfo({ to, sid }));
    toEqualXml(sentJingle(room), fixture('jingle/info-ping').getChild('jingle')!);
    const { reason } = read('session-terminate');
    void room.request(new TerminateSession({ to, sid, reason: reason! }));
    toEqualXml(sentJingle(room), fixture('jingle/session-terminate').getChild('jingle')!);
    comes(room, 'transport-info');
    refusedWith(room, 'item-not-found', 'unknown-session');
  });

  it('is taken once', async () => {
    const room = called();
    void room.request(new AcceptSession({ to, sid, contents }));
    await expect(room.request(new AcceptSession({ to, sid, contents }))).rejects.toThrow(
      'expected a session that waits for us',
    );
  });

  it('has contents, and a name without white space', () => {
    expect(() => new AcceptSession({ to, sid, contents: [] })).toThrow(TypeError);
    expect(() => new AcceptSession({ to, sid: 'a b', contents })).toThrow(TypeError);
  });
});
