import { describe, expect, it } from '@jest/globals';
import {
  NS_CONFERENCE,
  NS_MUC,
  NS_MUC_USER,
  discoInfoResult,
  instantRoom,
  parse,
  type Element,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions, type TestRoom } from '@xec/testing/rooms';
import type { AnyAction } from '../core/index.js';
import { SetUnavailable } from '../presence/index.js';
import {
  AnswerVoice,
  ChangeAffiliation,
  ChangeNick,
  CreateChannel,
  CreateGroupChat,
  CreateMujiRoom,
  DeclineInvitation,
  DestroyRoom,
  DiscoRoom,
  GetConfig,
  GetMembers,
  InviteToRoom,
  JoinRoom,
  PingRoom,
  RequestVoice,
  SetConfig,
  SetRole,
  SetRoomAvatar,
  SetSubject,
  muc,
} from './index.js';

const garden = 'garden@conference.localhost';
const servers = ['prosody', 'ejabberd'];
const open = (self: string, options: Partial<RoomOptions> = {}) =>
  openRoom(muc, { self, ...options });
const inside = (self = 'bob@localhost/vis', nick = 'bob', features?: readonly string[]) =>
  open(self, { rooms: { [garden]: { nick, ...(features && { features }) } } });
const meaning = (name: string) => {
  const { note: _note, ...rest } = fixtureJson<{ note: string }>(`muc/${name}`);
  return rest;
};
const factOf = (room: TestRoom, key = garden) => room.engine.facts.get('room', key);
const presences = (room: TestRoom) => room.sent.filter(({ name }) => name === 'presence');
/** The stanza as it was sent, without its id. */
const withoutId = (el: Element | undefined): Element => {
  if (el === undefined) throw new Error('expected a stanza');
  delete el.attrs['id'];
  return el;
};

describe('joining', () => {
  it.each(servers)('ends when the room has said that we are in, as on %s', async (server) => {
    const room = open('bob@localhost/vis');
    const joining = room.request(
      new JoinRoom({ room: garden, nick: 'bob', history: { maxStanzas: 5 } }),
    );
    const sent = withoutId(room.sent[0]);
    sent.children = sent.children.filter((child) => (child as Element).name !== 'c');
    toEqualXml(
      sent,
      `<presence xmlns='jabber:client' to='${garden}/bob'><x xmlns='${NS_MUC}'><history maxstanzas='5'/></x></presence>`,
    );
    expect(room.packets).toEqual([]); // it left, and that is no answer
    expect(factOf(room)).toBeUndefined();
    room.receive(fixture(`muc/occupant-${server}`));
    expect(room.keys).toEqual(['mucuser']);
    room.receive(fixture(`muc/joined-${server}`));
    expect(await joining).toMatchObject({ room: garden, nick: 'bob', role: 'participant' });
    expect(room.keys).toEqual(['mucuser', 'presence_muc_handle', 'mucuser']);
    expect(factOf(room)).toEqual({ nick: 'bob' });
    // What it announces is asked once.
    room.answer({}, fixture(`muc/info-${server}`).getChild('query'));
    expect(factOf(room)?.features).toContain(NS_MUC);
    expect(room.keys.at(-1)).toBe('muc_discorequest_handle');
    expect(room.faults).toEqual([]);
  });

  it.each(servers)('makes a room that was not there, as on %s', async (server) => {
    const room = open('alice@localhost/own');
    const joining = room.request(new JoinRoom({ room: garden, nick: 'Alice' }));
    room.receive(fixture(`muc/created-${server}`));
    expect(await joining).toMatchObject({
      isCreated: true,
      affiliation: 'owner',
      codes: [110, 201],
    });
    expect(room.keys).toEqual(['presence_muc_create_handle', 'presence_muc_handle', 'mucuser']);
  });

  it('believes occupant ids from the start where the room was asked before', async () => {
    const room = open('bob@localhost/vis');
    const asked = room.request(new DiscoRoom({ room: garden }));
    room.answer({}, fixture('muc/info-prosody').getChild('query'));
    await asked;
    const joining = room.request(new JoinRoom({ room: garden, nick: 'bob' }));
    room.receive(fixture('muc/occupant-prosody'));
    room.receive(fixture('muc/joined-prosody'));
    expect(await joining).toMatchObject({ occupantId: expect.stringMatching(/^Ixlb/) });
    expect(room.contents('mucuser')).toMatchObject([
      { nick: 'carol', occupantId: expect.stringMatching(/^sx6K/) },
      { nick: 'bob', occupantId: expect.stringMatching(/^Ixlb/) },
    ]);
    expect(room.sent.filter(({ name }) => name === 'iq')).toHaveLength(1); // not asked again
  });

  it('does not believe them in a room that does not announce them, or was not asked', () => {
    for (const features of [undefined, [NS_MUC]]) {
      const room = inside('bob@localhost/vis', 'bob', features);
      room.receive(fixture('muc/occupant-prosody'));
      expect(room.contents('mucuser')).toHaveLength(1);
      expect(room.contents('mucuser')[0]).not.toHaveProperty('occupantId');
    }
  });

  it('keeps what few rooms announce that it did not join, and little of each', async () => {
    const room = open('bob@localhost/vis');
    const features = [
      NS_MUC,
      'x'.repeat(300),
      ...Array.from({ length: 400 }, (_, at) => `urn:${String(at)}`),
    ];
    for (let at = 0; at < 40; at += 1) {
      const asked = room.request(
        new DiscoRoom({ room: `room-${String(at)}@conference.localhost` }),
      );
      const identities = [{ category: 'conference', type: 'text' }];
      room.answer({}, discoInfoResult({ identities, features }));
      await asked;
    }
    const kept = [...room.engine.facts.all('roomFeatures')];
    expect(kept).toHaveLength(32);
    expect(kept.map(([jid]) => jid)).toContain('room-39@conference.localhost');
    expect(kept[0]?.[1].features).toHaveLength(256);
    expect(kept[0]?.[1].features).not.toContain('x'.repeat(300));
  });

  it('hears of a nickname that the room gave', async () => {
    const room = open('bob@localhost/vis');
    const joining = room.request(new JoinRoom({ room: garden, nick: 'robert' }));
    room.receive(fixture('muc/joined-prosody'));
    expect(await joining).toMatchObject({ nick: 'bob' });
    expect(factOf(room)).toMatchObject({ nick: 'bob' });
  });

  it('says that a room knows no versions of affiliations, and tells them where it does', async () => {
    const news = 'news@chat.commons.example';
    const room = open('louise@commons.example/desktop');
    const join = new JoinRoom({ room: news, nick: 'louise', affiliationsSince: '' });
    const joining = room.request(join);
    expect(presences(room)[0]?.getChild('x')?.getChild('mav')?.attrs).toEqual({
      xmlns: 'urn:xmpp:muc:affiliations:1',
    });
    room.receive(fixture('muc/versions'));
    expect(await joining).toMatchObject({ versions: { until: 'v2' } });
    expect(room.keys).not.toContain('presence_muc_no_mav_handle');

    const other = open('bob@localhost/vis');
    void other.request(new JoinRoom({ room: garden, nick: 'bob', affiliationsSince: 'v1' }));
    other.receive(fixture('muc/joined-prosody'));
    expect(other.contents('presence_muc_no_mav_handle')).toEqual([{ room: garden }]);
  });

  it('hears what the affiliations became before it is in', () => {
    const room = open('louise@commons.example/desktop');
    const news = 'news@chat.commons.example';
    void room.request(new JoinRoom({ room: news, nick: 'louise', affiliationsSince: 'v1' }));
    room.receive(fixture('muc/versions-changed'));
    expect(room.contents('muc_event_message')).toEqual([meaning('versions-changed')]);
    room.receive(fixture('muc/versions'));
    expect(room.contents('presence_muc_handle')).toMatchObject([{ versions: { until: 'v2' } }]);
  });

  it('is not ended by what others say, or by presence without the status', () => {
    const room = open('bob@localhost/vis');
    void room.request(new JoinRoom({ room: garden, nick: 'bob' }));
    const joined = fixture('muc/joined-prosody', { from: 'other@conference.localhost/bob' });
    room.receive(joined);
    room.receive(fixture('muc/joined-prosody', { type: 'unavailable' }));
    expect(room.keys).not.toContain('presence_muc_handle');
    expect(room.engine.pending.size).toBe(1);
  });

  it.each([
    ['registration-required', 'errorregistrationrequired'],
    ['remote-server-not-found', 'errorremoteservernotfound'],
    ['remote-server-timeout', 'errorremoteservertimeout'],
    ['not-authorized', 'errornotauthorized'],
    ['gone', 'errorgone'],
    ['not-allowed', 'errornotallowed'],
    ['item-not-found', 'erroritemnotfound'],
    ['jid-malformed', 'errorjidmalformed'],
    ['not-acceptable', 'errornotacceptable'],
    ['service-unavailable', 'errorserviceunavailable'],
    ['forbidden', 'errorforbidden'],
    ['conflict', 'errorconflict'],
    ['internal-server-error', 'error'],
  ])('refused with %s ends in presence_muc_%s', async (condition, method) => {
    const room = open('bob@localhost/me');
    const joining = room.request(new JoinRoom({ room: garden, nick: 'guest' }));
    const id = String(room.sent[0]?.attrs['id']);
    room.receive(errorOf('presence', `${garden}/guest`, id, condition));
    await expect(joining).rejects.toMatchObject({ condition });
    expect(room.packets).toMatchObject([
      { key: `presence_muc_${method}`, content: { room: garden, nick: 'guest', condition } },
    ]);
    expect(factOf(room)).toBeUndefined();
  });

  it.each(['conflict', 'password'].flatMap((kind) => servers.map((server) => `${kind}-${server}`)))(
    'takes the refusal of %s',
    async (name) => {
      const refusal = fixture(`muc/${name}`);
      const [room = '', nick = ''] = String(refusal.attrs['from']).split('/');
      const test = open(String(refusal.attrs['to']));
      const joining = test.request(new JoinRoom({ room, nick }));
      refusal.attrs['id'] = String(test.sent[0]?.attrs['id']);
      test.receive(refusal);
      await expect(joining).rejects.toMatchObject(meaning(name));
      expect(test.keys).toHaveLength(1);
    },
  );

  it('leaves us where we were when another nickname is refused', () => {
    const room = inside();
    void room.request(new JoinRoom({ room: garden, nick: 'carol' }));
    const id = String(room.sent[0]?.attrs['id']);
    room.receive(errorOf('presence', `${garden}/carol`, id, 'conflict'));
    expect(factOf(room)).toMatchObject({ nick: 'bob' });
  });

  it('hears the refusal of a nickname that the server prepared by older rules, as Prosody does', () => {
    const room = open('alice@localhost/nr');
    void room.request(new JoinRoom({ room: garden, nick: 'á Ⅳ' }));
    const id = String(room.sent[0]?.attrs['id']);
    room.receive(errorOf('presence', `${garden}/á V`, id, 'item-not-found'));
    room.receive(errorOf('presence', 'other@conference.localhost/á IV', id, 'item-not-found'));
    room.receive(errorOf('presence', garden, id, 'item-not-found'));
    expect(room.contents('presence_muc_erroritemnotfound')).toEqual([]);
    room.receive(errorOf('presence', `${garden}/á IV`, id, 'item-not-found'));
    expect(room.contents('presence_muc_erroritemnotfound')).toMatchObject([
      { room: garden, nick: 'á Ⅳ', condition: 'item-not-found' },
    ]);
  });

  it('that nobody answers is taken back', async () => {
    const room = open('bob@localhost/vis');
    const joining = room.request(new JoinRoom({ room: garden, nick: 'bob' }), { timeoutMs: 1000 });
    room.runtime.advance(1200);
    await expect(joining).rejects.toMatchObject({ condition: 'timeout' });
    expect(room.contents('presence_muc_error')).toMatchObject([
      { room: garden, condition: 'timeout' },
    ]);
    toEqualXml(
      presences(room)[1],
      `<presence xmlns='jabber:client' to='${garden}/bob' type='unavailable'/>`,
    );
    room.receive(fixture('muc/joined-prosody')); // too late
    expect(factOf(room)).toBeUndefined();
    expect(room.contents('mucuser')).toEqual([]);
  });

  it('with a password keeps it out of what is stored', () => {
    const room = open('bob@localhost/vis');
    void room.request(new JoinRoom({ room: garden, nick: 'bob', password: 'sesame' }));
    expect([...room.engine.pending.entries()][0]?.record.isSecret).toBe(true);
    expect(room.sent[0]?.getChild('x')?.getChildText('password')).toBe('sesame');
    void room.request(new JoinRoom({ room: garden, nick: 'bob' }));
    expect([...room.engine.pending.entries()][1]?.record.isSecret).toBeUndefined();
    room.receive(fixture('muc/joined-prosody'));
    expect(JSON.stringify([room.packets, factOf(room)])).not.toContain('sesame');
  });

  it('takes no nickname that is no resource, and no occupant as a room', () => {
    expect(() => new JoinRoom({ room: garden, nick: '' })).toThrow(TypeError);
    expect(() => new JoinRoom({ room: `${garden}/a`, nick: 'a' })).toThrow(TypeError);
  });
});

describe('on a new stream', () => {
  it('rooms are joined again, once, without their history; those that we left are not', () => {
    const room = open('bob@localhost/vis', {
      rooms: {
        [garden]: { nick: 'bob' },
        'left@conference.localhost': { nick: 'bob', isLeaving: true },
      },
    });
    room.online();
    const joins = presences(room).filter(({ attrs }) => attrs['to'] !== undefined);
    expect(joins.map(({ attrs }) => attrs['to'])).toEqual([`${garden}/bob`]);
    expect(joins[0]?.getChild('x', NS_MUC)?.getChild('history')?.attrs).toEqual({
      maxstanzas: '0',
    });
    expect(factOf(room, 'left@conference.localhost')).toBeUndefined();
    room.receive(fixture('muc/joined-prosody'));
    expect(room.contents('presence_muc_handle')).toHaveLength(1);
  });

  it('a room that does not let us in again is forgotten', () => {
    const room = inside();
    room.online();
    const id = String(presences(room).at(-1)?.attrs['id']);
    room.receive(errorOf('presence', `${garden}/bob`, id, 'not-authorized'));
    expect(room.contents('presence_muc_errornotauthorized')).toMatchObject([{ room: garden }]);
    expect(factOf(room)).toBeUndefined();
  });

  it('nothing is joined where nothing is said of us', () => {
    const room = inside();
    room.online([], false);
    expect(presences(room)).toEqual([]);
  });
});

describe('being in a room', () => {
  it.each(servers)('follows a new nickname, as on %s', (server) => {
    const room = inside();
    room.receive(fixture(`muc/nick-old-${server}`));
    expect(factOf(room)).toMatchObject({ nick: 'bob2' });
    room.receive(fixture(`muc/nick-new-${server}`));
    expect(room.contents('mucuser')).toMatchObject([
      { nick: 'bob', type: 'unavailable', newNick: 'bob2', isSelf: true },
      { nick: 'bob2', type: 'available', isSelf: true },
    ]);
  });

  it.each(['kicked', 'banned'].flatMap((kind) => servers.map((server) => `${kind}-${server}`)))(
    'ends when it says so, as in %s',
    (name) => {
      const room = inside('carol@localhost/oth', 'carol', ['urn:xmpp:occupant-id:0']);
      room.receive(fixture(`muc/${name}`));
      expect(room.contents('mucuser')).toEqual([meaning(name)]);
      expect(factOf(room)).toBeUndefined();
      room.receive(fixture(`muc/occupant-prosody`)); // it has nothing to say to us any more
      expect(room.contents('mucuser')).toHaveLength(1);
    },
  );

  it.each(servers)('ends with the room, as on %s', (server) => {
    const room = inside('alice@localhost/own', 'Alice');
    room.receive(fixture(`muc/destroyed-${server}`));
    expect(room.contents('mucuser')).toMatchObject([
      { isSelf: true, destroyed: { alternate: 'elsewhere@conference.localhost', reason: 'moved' } },
    ]);
    expect(factOf(room)).toBeUndefined();
  });

  it('goes on when somebody else leaves', () => {
    const room = inside();
    room.receive(fixture('muc/kicked-prosody', { to: 'bob@localhost/vis' }));
    room.receive(
      parse(
        `<presence xmlns='jabber:client' from='${garden}/dan' type='unavailable'><x xmlns='${NS_MUC_USER}'><item role='none' affiliation='none'/></x></presence>`,
      ),
    );
    // The first one was meant for carol: where it says that it is us, the room is believed.
    expect(room.contents('mucuser')).toHaveLength(2);
    expect(factOf(room)).toMatchObject({ nick: 'bob' });
  });

  it.each(servers)('tells of a new configuration, as on %s', (server) => {
    const room = inside('alice@localhost/own', 'Alice');
    room.receive(fixture(`muc/config-notice-${server}`));
    expect(room.contents('muc_event_message')).toEqual([
      { room: garden, ...meaning(`config-notice-${server}`) },
    ]);
  });

  it.each(servers)('tells who asks for a voice, as on %s, and answers', (server) => {
    const locked = 'garden-locked@conference.localhost';
    const room = open('alice@localhost/me', { rooms: { [locked]: { nick: 'owner' } } });
    room.receive(fixture(`muc/voice-request-${server}`));
    const [asked] = room.contents('mucvoicerequest') as { form: AnswerVoice['params']['form'] }[];
    expect(asked).toMatchObject({ room: locked, nick: 'guest', role: 'participant' });
    if (asked === undefined) return;
    void room.request(new AnswerVoice({ room: locked, form: asked.form, isAllowed: false }));
    expect(room.sent[0]?.attrs['to']).toBe(locked);
    expect(room.contents('muc_answervoice_handle')).toEqual([{ room: locked, isAllowed: false }]);
  });

  it('tells that the room has another picture; occupants have none here', () => {
    const room = inside();
    const photo = (from: string) =>
      parse(
        `<presence xmlns='jabber:client' from='${from}'><x xmlns='vcard-temp:x:update'><photo>${'0a'.repeat(20)}</photo></x></presence>`,
      );
    room.receive(photo(garden));
    room.receive(photo(`${garden}/carol`));
    room.receive(photo('elsewhere@conference.localhost'));
    expect(room.contents('mucavatar')).toEqual([{ room: garden, hash: '0a'.repeat(20) }]);
  });

  it.each(servers)('tells who in it says what, as on %s', (server) => {
    const room = inside('alice@localhost/own', 'Alice', [
      ...['urn:xmpp:sid:0', 'urn:xmpp:occupant-id:0'],
    ]);
    room.receive(fixture(`muc/groupchat-${server}`));
    expect(room.contents('message')).toMatchObject([
      { type: 'groupchat', nick: 'bob', stanzaIds: [{ by: garden }], originId: 'g1-o' },
    ]);
    const [{ occupantId } = {}] = room.contents('message') as { occupantId?: string }[];
    expect(occupantId !== undefined).toBe(server === 'prosody');
  });
});

describe('leaving', () => {
  it('goes to ourselves in the room, and is over when the room says so', async () => {
    const room = inside();
    await room.request(new SetUnavailable({ to: garden }));
    toEqualXml(
      withoutId(room.sent[0]),
      `<presence xmlns='jabber:client' to='${garden}/bob' type='unavailable'/>`,
    );
    expect(factOf(room)).toEqual({ nick: 'bob', isLeaving: true });
    room.receive(fixture('muc/kicked-prosody', { from: `${garden}/bob` }));
    expect(factOf(room)).toBeUndefined();
    expect(room.contents('mucuser')).toHaveLength(1);
  });

  it('of anybody else forgets nothing', async () => {
    const room = inside();
    await room.request(new SetUnavailable({ to: 'carol@localhost' }));
    expect(room.sent[0]?.attrs['to']).toBe('carol@localhost');
    expect(factOf(room)).toEqual({ nick: 'bob' });
  });
});

describe('who may say what', () => {
  const strangers = ['mallory@evil.example/x', 'other@conference.localhost/bob'];
  it.each(strangers)('%s is no room of ours', (from) => {
    const room = inside();
    for (const name of ['occupant', 'config-notice', 'decline', 'voice-request', 'groupchat']) {
      room.receive(fixture(`muc/${name}-prosody`, { from }));
    }
    expect(room.keys).toEqual(['message']); // the body that Prosody wrote beside the refusal
    expect(room.faults).toEqual([]);
  });

  it('an occupant does not speak for the room', () => {
    const room = inside();
    for (const name of ['config-notice', 'decline', 'voice-request', 'invite']) {
      room.receive(fixture(`muc/${name}-prosody`, { from: `${garden}/mallory` }));
    }
    expect(room.keys.filter((key) => key !== 'message')).toEqual([]);
  });

  it('what stands in the wrong place is not heard', () => {
    const room = inside();
    const x = `<x xmlns='${NS_MUC_USER}'><item affiliation='owner' role='moderator'/><status code='110'/><invite from='a@b.example'/></x>`;
    room.receive(
      `<message xmlns='jabber:client' from='${garden}'><y xmlns='urn:y'>${x}</y></message>`,
    );
    room.receive(`<iq xmlns='jabber:client' from='${garden}' type='set' id='1'>${x}</iq>`);
    room.receive(
      `<presence xmlns='jabber:client' from='${garden}/bob' type='error'>${x}</presence>`,
    );
    room.receive(`<presence xmlns='jabber:client' from='${garden}'>${x}</presence>`);
    expect(room.packets).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('no own account invites in the name of a room', () => {
    const room = open('carol@localhost/oth');
    room.receive(fixture('muc/invite-prosody', { from: 'carol@localhost' }));
    expect(room.contents('mucinvite')).toEqual([]);
  });

  it('malformed ones say nothing', () => {
    const room = inside();
    room.receive(
      `<message xmlns='jabber:client' from='${garden}'><x xmlns='${NS_MUC_USER}'><invite/><decline from='@'/></x></message>`,
    );
    room.receive(
      `<message xmlns='jabber:client' from='a@b.example/c'><x xmlns='${NS_CONFERENCE}'/></message>`,
    );
    room.receive(
      `<message xmlns='jabber:client' from='${garden}'><x xmlns='jabber:x:data' type='form'/></message>`,
    );
    room.receive(
      `<presence xmlns='jabber:client' from='${garden}'><x xmlns='vcard-temp:x:update'><photo>!</photo></x></presence>`,
    );
    expect(room.packets).toEqual([]);
    expect(room.faults).toEqual([]);
  });
});

describe('invitations', () => {
  it.each(servers)('through a room are told once, and nothing is joined, as on %s', (server) => {
    const room = open('carol@localhost/oth');
    room.receive(fixture(`muc/invite-${server}`));
    expect(room.contents('mucinvite')).toEqual([
      { ...meaning(`invite-${server}`), isMediated: true },
    ]);
    expect(room.sent).toEqual([]);
  });

  it.each(servers)('that are direct are told as their sender’s, as on %s', (server) => {
    const room = open('carol@localhost/oth');
    room.receive(fixture(`muc/direct-invite-${server}`));
    expect(room.contents('mucinvite')).toEqual([
      { ...meaning(`direct-invite-${server}`), isMediated: false },
    ]);
    expect(room.sent).toEqual([]);
  });

  it.each(servers)('that are refused are told, as on %s', (server) => {
    const room = inside('alice@localhost/own', 'Alice');
    room.receive(fixture(`muc/decline-${server}`));
    expect(room.contents('mucdecline')).toEqual([
      { room: garden, ...meaning(`decline-${server}`) },
    ]);
  });
});

// ── requests ────────────────────────────────────────────────────────────────────────────────────────

const admin = (item: string) =>
  `<query xmlns='http://jabber.org/protocol/muc#admin'>${item}</query>`;
const owner = (content: string) =>
  `<query xmlns='http://jabber.org/protocol/muc#owner'>${content}</query>`;
const form = (fields: Readonly<Record<string, string>>) =>
  owner(
    `<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#roomconfig</value></field>${Object.entries(
      fields,
    )
      .map(([name, value]) => `<field var='muc#roomconfig_${name}'><value>${value}</value></field>`)
      .join('')}</x>`,
  );

interface Case {
  action: AnyAction;
  type: 'get' | 'set';
  to?: string;
  sends: string;
  key: string;
  /** The child of the answer, a fixture. */
  answer?: string;
  result: object;
  /** Where it has a method of its own. */
  refusals?: Readonly<Record<string, string>>;
}
const jid = 'carol@localhost';
const cases: Case[] = [
  {
    action: new ChangeAffiliation({ room: garden, jid, affiliation: 'outcast', reason: 'ban' }),
    type: 'set',
    sends: admin(`<item jid='${jid}' affiliation='outcast'><reason>ban</reason></item>`),
    key: 'muc_changeaffiliation',
    result: { room: garden, jid, affiliation: 'outcast', reason: 'ban' },
    refusals: { 'not-allowed': 'errornotallowed', forbidden: 'error' },
  },
  {
    action: new SetRole({ room: garden, nick: 'carol', role: 'none' }),
    type: 'set',
    sends: admin("<item nick='carol' role='none'/>"),
    key: 'muc_setrole',
    result: { room: garden, nick: 'carol', role: 'none' },
  },
  {
    action: new GetMembers({ room: garden, affiliation: 'owner' }),
    type: 'get',
    sends: admin("<item affiliation='owner'/>"),
    key: 'muc_getmembers',
    answer: 'members-prosody',
    result: {
      ...{ room: garden, affiliation: 'owner' },
      members: [{ jid: 'alice@localhost', affiliation: 'owner' }],
    },
  },
  {
    action: new GetMembers({ room: garden, role: 'moderator' }),
    type: 'get',
    sends: admin("<item role='moderator'/>"),
    key: 'muc_getmembers',
    answer: 'members-ejabberd',
    result: { room: garden, role: 'moderator' },
  },
  {
    action: new GetConfig({ room: garden }),
    type: 'get',
    sends: owner(''),
    key: 'muc_getconfig',
    answer: 'config-form-prosody',
    result: { room: garden, form: { formType: 'http://jabber.org/protocol/muc#roomconfig' } },
    refusals: { forbidden: 'error' },
  },
  {
    action: new SetConfig({ room: garden, form: instantRoom }),
    type: 'set',
    sends: form({}),
    key: 'muc_setconfig',
    result: { room: garden },
    refusals: { 'not-acceptable': 'error' },
  },
  {
    action: new CreateChannel({ room: garden, name: 'A & B' }),
    type: 'set',
    sends: form({
      ...{ roomname: 'A &amp; B', persistentroom: '1', publicroom: '1' },
      ...{ membersonly: '0', whois: 'moderators' },
    }),
    key: 'muc_createchannel',
    result: { room: garden },
  },
  {
    action: new CreateGroupChat({ room: garden }),
    type: 'set',
    sends: form({ persistentroom: '1', publicroom: '0', membersonly: '1', whois: 'anyone' }),
    key: 'muc_creategroupchat',
    result: { room: garden },
  },
  {
    action: new CreateMujiRoom({ room: garden }),
    type: 'set',
    sends: form({ persistentroom: '0', publicroom: '0', membersonly: '0', whois: 'anyone' }),
    key: 'muc_createmujiroom',
    result: { room: garden },
  },
  {
    action: new DestroyRoom({ room: garden, reason: 'moved', alternate: 'b@c.example' }),
    type: 'set',
    sends: owner("<destroy jid='b@c.example'><reason>moved</reason></destroy>"),
    key: 'muc_destroy',
    result: { room: garden, reason: 'moved', alternate: 'b@c.example' },
    refusals: { forbidden: 'error' },
  },
  {
    action: new DiscoRoom({ room: garden }),
    type: 'get',
    sends: "<query xmlns='http://jabber.org/protocol/disco#info'/>",
    key: 'muc_discorequest',
    answer: 'info-ejabberd',
    result: { room: garden, name: "Alice O'Hara & Co <dev>" },
    refusals: { 'item-not-found': 'error' },
  },
  {
    action: new SetRoomAvatar({
      room: garden,
      vcard: { photo: { type: 'image/png', binval: 'QQ==' } },
    }),
    type: 'set',
    sends:
      "<vCard xmlns='vcard-temp'><PHOTO><TYPE>image/png</TYPE><BINVAL>QQ==</BINVAL></PHOTO></vCard>",
    key: 'muc_setavatar',
    result: { room: garden },
  },
  {
    action: new PingRoom({ room: garden }),
    type: 'get',
    to: `${garden}/bob`,
    sends: "<ping xmlns='urn:xmpp:ping'/>",
    key: 'ping_room',
    result: { room: garden },
    refusals: { 'not-acceptable': 'errornotacceptable', 'remote-server-timeout': 'error' },
  },
];

describe('requests', () => {
  it.each(cases)(
    '$key is sent, and answered',
    async ({ action, type, to, sends, key, answer, result }) => {
      const room = inside();
      const asked = room.request(action);
      toEqualXml(
        withoutId(parse(room.sent[0]?.toString() ?? '')),
        `<iq xmlns='jabber:client' type='${type}' to='${to ?? garden}'>${sends}</iq>`,
      );
      room.answer(
        {},
        answer === undefined ? undefined : fixture(`muc/${answer}`).getChild('query'),
      );
      expect(await asked).toMatchObject(result);
      expect(room.keys).toEqual([`${key}_handle`]);
    },
  );

  it.each(
    cases.flatMap(({ action, key, refusals = { forbidden: 'error' } }) =>
      Object.entries(refusals).map(([condition, method]) => ({ action, key, condition, method })),
    ),
  )('$key is refused: $condition', async ({ action, key, condition, method }) => {
    const room = inside();
    const asked = room.request(action);
    room.refuse(condition as 'forbidden');
    await expect(asked).rejects.toMatchObject({ condition });
    expect(room.packets).toMatchObject([
      { key: `${key}_${method}`, content: { room: garden, condition } },
    ]);
  });

  it.each([
    new GetMembers({ room: garden, affiliation: 'owner' }),
    new GetConfig({ room: garden }),
    new DiscoRoom({ room: garden }),
  ])('of $actionName that is answered with nothing is malformed', async (action) => {
    const room = inside();
    const asked = room.request(action);
    room.answer();
    await expect(asked).rejects.toMatchObject({ condition: 'malformed-reply' });
  });

  it('with a password are not stored', () => {
    const room = inside();
    const form = {
      ...instantRoom,
      fields: [
        { type: 'text-private' as const, var: 'muc#roomconfig_roomsecret', value: 'sesame' },
      ],
    };
    void room.request(new SetConfig({ room: garden, form }));
    void room.request(
      new InviteToRoom({ room: garden, to: jid, password: 'sesame', isDirect: true }),
    );
    const entries = [...room.engine.pending.entries()];
    expect(entries.every(({ record }) => record.isSecret === true)).toBe(true);
    expect(JSON.stringify(room.packets)).not.toContain('sesame');
  });

  it('of a room that was destroyed forget it', async () => {
    const room = inside();
    const asked = room.request(new DestroyRoom({ room: garden }));
    room.answer();
    await asked;
    expect(factOf(room)).toBeUndefined();
  });
});

describe('asking whether we are in', () => {
  it.each(['service-unavailable', 'feature-not-implemented', 'item-not-found'] as const)(
    'with %s we are',
    async (condition) => {
      const room = inside();
      void room.request(new PingRoom({ room: garden })).catch(() => undefined);
      room.refuse(condition);
      await room.settled();
      expect(room.keys).toEqual(['ping_room_handle']);
      expect(factOf(room)).toBeDefined();
    },
  );

  it('with not-acceptable we are not; with a server that is away nobody knows', () => {
    const room = inside();
    void room.request(new PingRoom({ room: garden }));
    room.refuse('remote-server-timeout');
    expect(factOf(room)).toBeDefined();
    void room.request(new PingRoom({ room: garden }));
    room.refuse('not-acceptable');
    expect(factOf(room)).toBeUndefined();
  });

  it('needs a room that we were in', async () => {
    const room = open('bob@localhost/vis');
    await expect(room.request(new PingRoom({ room: garden }))).rejects.toThrow(/joined room/);
    await expect(room.request(new ChangeNick({ room: garden, nick: 'b' }))).rejects.toThrow(
      /joined room/,
    );
  });
});

describe('another nickname', () => {
  it.each(servers)('is taken when the room says so, as on %s', async (server) => {
    const room = inside();
    const asked = room.request(new ChangeNick({ room: garden, nick: 'bob2' }));
    expect(room.sent[0]?.getChild('x', NS_MUC)).toBeUndefined();
    room.receive(fixture(`muc/nick-old-${server}`));
    room.receive(fixture(`muc/nick-new-${server}`));
    expect(await asked).toEqual({ room: garden, nick: 'bob2' });
    expect(room.keys).toEqual(['mucuser', 'muc_changenick_handle', 'mucuser']);
  });

  it('is taken also where the server prepared it by older rules, as ejabberd does', async () => {
    const room = inside();
    const asked = room.request(new ChangeNick({ room: garden, nick: 'á Ⅳ' }));
    room.receive(fixture('muc/nick-old-ejabberd'));
    room.receive(fixture('muc/nick-new-ejabberd', { from: `${garden}/á IV` }));
    expect(await asked).toEqual({ room: garden, nick: 'á IV' });
    expect(factOf(room)).toMatchObject({ nick: 'á IV' });
  });

  it.each([
    ['conflict', 'errorconflict'],
    ['not-acceptable', 'error'],
  ])('refused with %s leaves us the old one', async (condition, method) => {
    const room = inside();
    const asked = room.request(new ChangeNick({ room: garden, nick: 'carol' }));
    room.receive(fixture('muc/nick-new-prosody', { from: `${garden}/bob` })); // something else
    const id = String(room.sent[0]?.attrs['id']);
    room.receive(errorOf('presence', `${garden}/carol`, id, condition));
    await expect(asked).rejects.toMatchObject({ condition });
    expect(room.keys.at(-1)).toBe(`muc_changenick_${method}`);
    expect(factOf(room)).toMatchObject({ nick: 'bob' });
  });
});

describe('messages to a room', () => {
  it.each<[AnyAction, string, string]>([
    [
      new SetSubject({ room: garden, subject: 'a < b' }),
      `<message xmlns='jabber:client' to='${garden}' type='groupchat'><subject>a &lt; b</subject></message>`,
      'muc_setsubject_handle',
    ],
    [
      new RequestVoice({ room: garden }),
      `<message xmlns='jabber:client' to='${garden}'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#request</value></field><field var='muc#role'><value>participant</value></field></x></message>`,
      'muc_requestvoice_handle',
    ],
    [
      new InviteToRoom({ room: garden, to: jid, reason: 'come' }),
      `<message xmlns='jabber:client' to='${garden}'><x xmlns='${NS_MUC_USER}'><invite to='${jid}'><reason>come</reason></invite></x></message>`,
      'message_invite_handle',
    ],
    [
      new InviteToRoom({ room: garden, to: jid, reason: 'come', isDirect: true }),
      `<message xmlns='jabber:client' to='${jid}'><x xmlns='${NS_CONFERENCE}' jid='${garden}' reason='come'/></message>`,
      'message_invite_handle',
    ],
    [
      new DeclineInvitation({ room: garden, to: jid, reason: 'busy' }),
      `<message xmlns='jabber:client' to='${garden}'><x xmlns='${NS_MUC_USER}'><decline to='${jid}'><reason>busy</reason></decline></x></message>`,
      'message_decline_handle',
    ],
  ])('%# end when they have left', async (action, sends, key) => {
    const room = inside();
    await room.request(action);
    toEqualXml(withoutId(room.sent[0]), sends);
    expect(room.keys).toEqual([key]);
  });

  it.each<[AnyAction, string]>([
    [new SetSubject({ room: garden, subject: '' }), 'muc_setsubject_error'],
    [new InviteToRoom({ room: garden, to: jid }), 'message_invite_error'],
  ])('%# are refused where the room is quicker', (action, key) => {
    const room = inside();
    room.isOnline = false; // it has left, and is not acknowledged
    void room.request(action).catch(() => undefined);
    const id = [...room.engine.pending.entries()][0]?.record.id ?? '';
    room.receive(errorOf('message', garden, id, 'forbidden'));
    expect(room.packets).toMatchObject([
      { key, content: { room: garden, condition: 'forbidden' } },
    ]);
  });
});

const errorOf = (kind: string, from: string, id: string, condition: string): Element =>
  parse(
    `<${kind} xmlns='jabber:client' from='${from}' id='${id}' type='error'><error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></${kind}>`,
  );
