import { describe, expect, it } from '@jest/globals';
import {
  NS_MUJI,
  mujiElement,
  stanzaError,
  xml,
  type Muji,
  type XmlChild,
  type XmlElement,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import { muc } from '../muc/index.js';
import { SetMuji, muji } from './index.js';

const room = 'darkcave@chat.example';
const { muji: brought } = fixtureJson<{ muji: Muji }>('muji/conference');
const { contents } = brought;

/** In the room, as `crone`. */
const open = (): TestRoom =>
  openRoom([muc, muji], {
    self: 'crone1@shakespeare.example/desktop',
    rooms: { [room]: { nick: 'crone' } },
  });

const presence = (attrs: Record<string, string>, ...children: XmlChild[]): XmlElement =>
  xml('presence', { xmlns: 'jabber:client', ...attrs }, ...children);

/** Presence as rooms send it. */
const occupant = (nick: string, said?: Muji, type?: 'unavailable') =>
  presence(
    { from: `${room}/${nick}`, ...(type && { type }) },
    said && mujiElement(said),
    xml(
      'x',
      { xmlns: 'http://jabber.org/protocol/muc#user' },
      xml('item', { affiliation: 'none', role: type ? 'none' : 'participant' }),
      nick === 'crone' && xml('status', { code: '110' }),
    ),
  );

describe('what others bring', () => {
  it('is told, and that they left', () => {
    const stage = open();
    stage.receive(fixture('muji/conference'));
    stage.receive(occupant('oldhag', brought));
    stage.receive(occupant('oldhag', { contents }));
    stage.receive(occupant('oldhag', { contents: [] }));
    stage.receive(occupant('oldhag'));
    const said = { room, nick: 'oldhag' };
    expect(stage.contents('presence_muji')).toEqual([
      { ...said, isPreparing: true, contents },
      { ...said, contents },
    ]);
    expect(stage.contents('presence_was_muji')).toEqual([said]);
    expect(stage.engine.facts.get('muji', room)).toBeUndefined();
  });

  it.each([
    ['presence without it', occupant('oldhag')],
    ['leaving the room', occupant('oldhag', undefined, 'unavailable')],
  ])('ends by %s', (_how, last) => {
    const stage = open();
    stage.receive(occupant('oldhag', { contents }));
    stage.receive(occupant('wiccarocks', { contents }));
    stage.receive(last);
    expect(stage.contents('presence_was_muji')).toEqual([{ room, nick: 'oldhag' }]);
    expect(stage.engine.facts.get('muji', room)).toEqual(['wiccarocks']);
  });

  it('is forgotten when we leave, and of no more than 64 kept', () => {
    const stage = open();
    for (let index = 0; index < 70; index += 1) {
      stage.receive(occupant(`witch ${String(index)}`, { contents }));
    }
    expect(stage.contents('presence_muji')).toHaveLength(70);
    expect(stage.engine.facts.get('muji', room)).toHaveLength(64);
    stage.receive(occupant('crone', undefined, 'unavailable'));
    expect(stage.engine.facts.get('muji', room)).toBeUndefined();
  });

  it('counts in joined rooms only, and in presence', () => {
    const stage = open();
    const attrs = { from: 'other@chat.example/x' };
    stage.receive(presence(attrs, mujiElement(brought)));
    stage.receive(presence({ from: 'romeo@example.net/x' }, mujiElement(brought)));
    const inMessage = xml('message', { xmlns: 'jabber:client', from: `${room}/oldhag` });
    inMessage.append(mujiElement(brought));
    stage.receive(inMessage);
    expect(stage.keys.filter((key) => key.includes('muji'))).toEqual([]);
  });
});

describe('what we bring', () => {
  it.each([
    ['preparing', { isPreparing: true, contents: [] }, 'presence_muc_muji_preparing'],
    ['contents', { contents }, 'presence_muc_muji_handle'],
    ['nothing any more', { contents: [] }, 'presence_muc_muji_leaving'],
  ] as const)('%s is said in the room, which tells all', async (_name, said, key) => {
    const stage = open();
    const asked = stage.request(new SetMuji({ room, ...said }));
    const sent = stage.sent[0]?.getChild('muji', NS_MUJI);
    toEqualXml(sent, mujiElement(said));
    expect(stage.sent[0]?.attrs['to']).toBe(`${room}/crone`);
    stage.receive(occupant('oldhag', said)); // not we
    stage.receive(occupant('crone', { isPreparing: true, contents })); // not that one
    expect(stage.keys).not.toContain('muji_set_handle');
    stage.receive(occupant('crone', said));
    await expect(asked).resolves.toEqual({ room, ...said });
    expect(stage.contents(key)).toEqual([{ room, ...said }]);
  });

  it('is refused in words, and where we are not', async () => {
    const stage = open();
    const asked = stage.request(new SetMuji({ room, contents }));
    const id = stage.sent[0]?.attrs['id'] as string; // each request has one
    stage.receive(presence({ from: `${room}/crone`, id, type: 'error' }, stanzaError('forbidden')));
    await expect(asked).rejects.toMatchObject({ condition: 'forbidden' });
    expect(stage.contents('muji_set_error')).toMatchObject([{ room, condition: 'forbidden' }]);
    const elsewhere = new SetMuji({ room: 'other@chat.example', contents });
    await expect(stage.request(elsewhere)).rejects.toThrow(
      'Muji/Set: expected a joined room, got other@chat.example',
    );
  });
});
