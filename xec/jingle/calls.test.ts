import { describe, expect, it } from '@jest/globals';
import {
  bareRtpDescription,
  callElement,
  callMessage,
  type CallMessage,
  type CallMessageType,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import {
  AcceptCall,
  FinishCall,
  ProceedCall,
  ProposeCall,
  RejectCall,
  RetractCall,
  RingCall,
  jingle,
} from './index.js';

const romeo = 'romeo@montague.example/orchard';
const juliet = 'juliet@capulet.example/phone';
const tablet = 'juliet@capulet.example/tablet';
const [montague, capulet] = ['romeo@montague.example', 'juliet@capulet.example'];
const sid = 'ca3cf894-5325-482f-a412-a6e9f832298d';

const open = (self: string) => openRoom(jingle, { self });
const says = (room: TestRoom, from: string, call: CallMessage, to = room.engine.facts.self) => {
  const message = callMessage(to.toString(), call);
  message.attrs['from'] = from;
  room.receive(message);
};
const copies = (
  room: TestRoom,
  direction: 'sent' | 'received',
  from: string,
  to: string,
  call: CallMessage,
  by: string = room.engine.facts.self.bare,
) => {
  const message = callMessage(to, call);
  message.attrs['from'] = from;
  room.receive(
    `<message xmlns='jabber:client' from='${by}'><${direction} xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>${message.toString()}</forwarded></${direction}></message>`,
  );
};
const audio = [bareRtpDescription('audio')];
const propose = (name = sid): CallMessage => ({ type: 'propose', sid: name, descriptions: audio });
const ended = ['reject', 'retract', 'finish'] as const;

describe('what is said of calls', () => {
  it.each([
    ['propose', juliet, { peer: romeo, descriptions: audio, media: ['audio'] }],
    ['ringing', romeo, { peer: juliet }],
    [
      'retract',
      juliet,
      { peer: romeo, by: 'peer', reason: { condition: 'cancel', text: 'Retracted' } },
    ],
    ['reject', romeo, { peer: juliet, by: 'peer', reason: { condition: 'busy', text: 'Busy' } }],
    [
      'finish',
      juliet,
      { peer: romeo, by: 'peer', reason: { condition: 'success', text: 'Success' } },
    ],
  ] as const)('is told: %s', (name, self, content) => {
    const room = open(self);
    room.receive(fixture(`jingle/${name}`));
    expect(room.contents(`jingle${name}`)).toEqual([{ sid, ...content }]);
    expect(room.sent).toEqual([]);
    expect(room.keys).toEqual(
      name === 'propose' || name === 'ringing'
        ? [`jingle${name}`]
        : [`jingle${name}`, 'jingle_message'],
    );
  });

  it('goes on elsewhere', () => {
    const room = open(juliet);
    room.receive(fixture('jingle/finish-migrated'));
    expect(room.contents('jingle_message')).toMatchObject([
      { type: 'finish', migratedTo: '989a46a6-f202-4910-a7c3-83c6ba3f3947' },
    ]);
  });

  it('is told once', () => {
    const room = open(juliet);
    room.receive(fixture('jingle/propose'));
    room.receive(fixture('jingle/propose'));
    copies(room, 'received', romeo, tablet, propose());
    expect(room.keys).toEqual(['jinglepropose']);
  });

  it('late says so', () => {
    const room = open(juliet);
    const message = fixture('jingle/propose');
    message.cnode(fixture('message/offline-prosody').getChild('delay', 'urn:xmpp:delay')!).attrs[
      'from'
    ] = 'capulet.example';
    room.receive(message);
    expect(room.contents('jinglepropose')).toMatchObject([{ delay: { from: 'capulet.example' } }]);
  });

  it.each([
    ['of another type', (el: ReturnType<typeof fixture>) => (el.attrs['type'] = 'headline')],
    ['refused', (el: ReturnType<typeof fixture>) => (el.attrs['type'] = 'error')],
    [
      'without a name',
      (el: ReturnType<typeof fixture>) => delete el.getChild('propose')!.attrs['id'],
    ],
  ])('is nothing where it is %s', (_what, change) => {
    const room = open(juliet);
    const message = fixture('jingle/propose');
    change(message);
    room.receive(message);
    expect(room.keys.filter((key) => key !== 'message_error')).toEqual([]);
  });

  it('in an iq is nothing', () => {
    const room = open(juliet);
    room.receive(
      `<iq xmlns='jabber:client' from='${romeo}' id='1' type='set'>${callElement(propose()).toString()}</iq>`,
    );
    expect(room.keys).toEqual([]);
  });

  it('of many is kept for a few', () => {
    const room = open(juliet);
    for (let count = 0; count < 20; count += 1) says(room, romeo, propose(`s${String(count)}`));
    expect(room.engine.facts.all('call').size).toBe(8);
    for (let count = 0; count < 100; count += 1) {
      says(room, `a${String(count)}@evil.example/x`, propose());
    }
    expect(room.engine.facts.all('call').size).toBe(64);
  });
});

describe('a call of ours', () => {
  it('is proposed to all clients of an account, and taken by one of them', async () => {
    const room = open(romeo);
    const asked = room.request(new ProposeCall({ to: capulet, sid, descriptions: audio }));
    await expect(asked).resolves.toEqual({ sid, peer: capulet });
    toEqualXml(
      room.sent[0],
      fixture('jingle/propose', {
        from: undefined,
        id: String(room.sent[0]?.attrs['id']),
      }),
    );
    says(room, juliet, { type: 'ringing', sid });
    says(room, juliet, { type: 'proceed', sid });
    says(room, tablet, { type: 'proceed', sid });
    expect(room.keys).toEqual(['jingle_messagepropose_handle', 'jingleringing', 'jingleproceed']);
    expect(room.contents('jingleproceed')).toEqual([{ sid, peer: juliet }]);
  });

  it('is taken by those who were called', () => {
    const room = open(romeo);
    void room.request(new ProposeCall({ to: capulet, sid, descriptions: audio }));
    says(room, 'mallory@evil.example/x', { type: 'proceed', sid });
    says(room, juliet, { type: 'proceed', sid: 'another' });
    expect(room.keys).not.toContain('jingleproceed');
  });

  it('is no call where it cannot be sent', () => {
    const room = open(romeo);
    room.isOnline = false;
    void room.request(new ProposeCall({ to: capulet, sid, descriptions: audio }));
    room.runtime.advance(61_000);
    expect(room.contents('jingle_messagepropose_error')).toMatchObject([
      { sid, peer: capulet, condition: 'timeout' },
    ]);
    expect(room.engine.facts.all('call').size).toBe(0);
  });

  it('has something to carry', () => {
    expect(() => new ProposeCall({ to: capulet, sid, descriptions: [] })).toThrow(TypeError);
  });

  it.each([
    [
      'retract',
      new RetractCall({ to: capulet, sid, reason: { condition: 'cancel', text: 'Retracted' } }),
    ],
    ['reject', new RejectCall({ to: romeo, sid, reason: { condition: 'busy', text: 'Busy' } })],
    [
      'finish',
      new FinishCall({ to: juliet, sid, reason: { condition: 'success', text: 'Success' } }),
    ],
    ['ringing', new RingCall({ to: romeo, sid })],
    ['proceed', new ProceedCall({ to: romeo, sid })],
  ] as const)('is told as in the example: %s', async (name, action) => {
    const room = open(name === 'retract' || name === 'finish' ? romeo : juliet);
    const asked = room.request(action);
    const { to } = action.params;
    await expect(asked).resolves.toEqual({ sid, peer: to });
    const id = String(room.sent[0]?.attrs['id']);
    toEqualXml(room.sent[0], fixture(`jingle/${name}`, { from: undefined, id }));
    expect(room.keys).toEqual([`jingle_message${name}_handle`]);
    expect(room.engine.facts.all('call').size).toBe(name === 'proceed' ? 1 : 0);
  });

  it('is told to the own account in the old way', async () => {
    const room = open(juliet);
    await expect(room.request(new AcceptCall({ sid }))).resolves.toEqual({ sid });
    expect(room.sent[0]?.attrs['to']).toBe(capulet);
    expect(room.sent[0]?.getChild('accept', 'urn:xmpp:jingle-message:0')?.attrs['id']).toBe(sid);
  });
});

describe('the session of a call that we took', () => {
  it('may come from a stranger', () => {
    const room = open(juliet);
    says(room, romeo, propose());
    room.receive(fixture('jingle/session-initiate'));
    expect(room.sent.at(-1)?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
    void room.request(new ProceedCall({ to: romeo, sid }));
    room.receive(fixture('jingle/session-initiate'));
    expect(room.keys).toContain('jingle_sessioninitiate');
  });

  it('is none of ours where another client took it', () => {
    const room = open(juliet);
    says(room, romeo, propose());
    copies(room, 'sent', tablet, romeo, { type: 'proceed', sid });
    room.receive(fixture('jingle/session-initiate'));
    expect(room.keys).not.toContain('jingle_sessioninitiate');
  });
});

describe('two that call each other at once', () => {
  const tie = { reason: { condition: 'expired' }, isTieBreak: true } as const;

  it('have ours, where its name is the lower one', () => {
    const room = open(romeo);
    void room.request(new ProposeCall({ to: capulet, sid: 'a', descriptions: audio }));
    says(room, juliet, propose('b'));
    const expected = callMessage(juliet, { type: 'reject', sid: 'b', ...tie });
    toEqualXml(room.sent[1], expected);
    expect(room.keys).toEqual(['jingle_messagepropose_handle']);
  });

  it('have theirs, where its name is the lower one', () => {
    const room = open(romeo);
    void room.request(new ProposeCall({ to: capulet, sid: 'b', descriptions: audio }));
    says(room, juliet, propose('a'));
    toEqualXml(room.sent[1], callMessage(capulet, { type: 'retract', sid: 'b', ...tie }));
    expect(room.contents('jingleretract')).toEqual([
      { sid: 'b', peer: capulet, by: 'self', ...tie },
    ]);
    expect(room.contents('jinglepropose')).toMatchObject([{ sid: 'a', peer: juliet }]);
  });

  it('are two that call later', () => {
    const room = open(romeo);
    void room.request(new ProposeCall({ to: capulet, sid: 'a', descriptions: audio }));
    room.runtime.advance(4 * 60 * 1000);
    says(room, juliet, propose('b'));
    expect(room.sent).toHaveLength(1);
    expect(room.keys).toContain('jinglepropose');
  });
});

it('a proposal while a call is taken goes on with that one', () => {
  const room = open(juliet);
  says(room, romeo, propose());
  void room.request(new ProceedCall({ to: romeo, sid }));
  says(room, 'romeo@montague.example/garden', propose('another'));
  expect(room.contents('jinglepropose')).toMatchObject([
    { sid },
    { sid: 'another', replaces: sid },
  ]);
});

describe('what other clients of the account do', () => {
  it('is told: one of them took the call', () => {
    const room = open(juliet);
    says(room, romeo, propose());
    copies(room, 'sent', tablet, romeo, { type: 'proceed', sid });
    expect(room.contents('jingleaccept')).toEqual([{ sid, from: tablet, peer: montague }]);
    room.receive(fixture('jingle/accept', { from: tablet, to: capulet }));
    expect(room.contents('jingleaccept')).toHaveLength(1);
  });

  it('is told in the old way, too', () => {
    const room = open(juliet);
    says(room, romeo, propose());
    room.receive(fixture('jingle/accept', { from: juliet, to: capulet })); // our own comes back
    room.receive(fixture('jingle/accept', { from: romeo, to: juliet })); // that is for theirs
    expect(room.contents('jingleaccept')).toEqual([]);
    room.receive(fixture('jingle/accept', { from: tablet, to: capulet }));
    room.receive(fixture('jingle/accept', { from: tablet, to: capulet }));
    expect(room.contents('jingleaccept')).toEqual([{ sid, from: tablet, peer: montague }]);
    says(room, tablet, { type: 'reject', sid }); // by carbons alone
    expect(room.keys).toEqual(['jinglepropose', 'jingleaccept']);
  });

  it.each(ended)('is told: one of them said %s', (type) => {
    const room = open(juliet);
    says(room, romeo, propose());
    copies(room, 'sent', tablet, romeo, { type, sid });
    expect(room.contents(`jingle${type}`)).toEqual([{ sid, peer: romeo, by: 'self' }]);
    expect(room.contents('jingle_message')).toMatchObject([{ type, by: 'self' }]);
    expect(room.engine.facts.all('call').size).toBe(0);
  });

  it('is not rung for: one of them calls', () => {
    const room = open(romeo);
    const garden = 'romeo@montague.example/garden';
    copies(room, 'sent', garden, capulet, propose());
    copies(room, 'received', juliet, garden, { type: 'ringing', sid });
    copies(room, 'received', juliet, garden, { type: 'proceed', sid });
    says(room, juliet, { type: 'proceed', sid });
    expect(room.keys).toEqual([]);
    copies(room, 'received', juliet, garden, { type: 'finish', sid });
    expect(room.keys).toEqual(['jinglefinish', 'jingle_message']);
  });

  it('is rung for where a server gives a call to one of them', () => {
    const room = open(juliet);
    copies(room, 'received', romeo, tablet, propose());
    expect(room.contents('jinglepropose')).toMatchObject([{ sid, peer: romeo }]);
  });

  it.each<[string, CallMessageType]>([
    ['another account', 'proceed'],
    ['another account', 'propose'],
  ])('counts only from the own account: %s says %s', (_who, type) => {
    const room = open(juliet);
    const call = type === 'propose' ? propose() : { type, sid };
    copies(room, 'sent', tablet, romeo, call, 'mallory@evil.example');
    copies(room, 'sent', 'mallory@evil.example/x', romeo, call);
    expect(room.keys).toEqual([]);
    expect(room.engine.facts.all('call').size).toBe(0);
  });

  it('says nothing where it is about something else', () => {
    const room = open(juliet);
    const { call } = fixtureJson<{ call: CallMessage }>('jingle/ringing');
    copies(room, 'sent', tablet, romeo, call);
    expect(room.keys).toEqual([]);
  });
});
