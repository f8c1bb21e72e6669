import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { feature } from '../core/index.js';
import {
  GetLastActivity,
  lastActivity,
  lastActivityAskingOnly,
  learnInteraction,
} from './index.js';

const self = 'bob@localhost/lv';
const contacts = { 'alice@localhost': { subscription: 'from' } } as const;

describe('being asked how long the user is idle', () => {
  it('says 0 where nobody noted it', () => {
    const room = openRoom(lastActivity, { self, contacts });
    room.receive(fixture('last-activity/asked'));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='result' id='alice-10' to='alice@localhost/lv'>
         <query xmlns='jabber:iq:last' seconds='0'/></iq>`.replace(/\n\s*/g, ''),
    );
  });

  it('counts from the interaction that was noted', () => {
    const noting = feature({ name: 'noting', online: (ctx) => learnInteraction(ctx) });
    const room = openRoom([lastActivity, noting], { self, contacts });
    room.online();
    room.runtime.advance(42_900);
    room.receive(fixture('last-activity/asked'));
    expect(room.sent[0]?.getChild('query')?.attrs['seconds']).toBe('42');
  });

  it('says 0 for an interaction that is yet to come', () => {
    const noting = feature({
      name: 'noting',
      online: (ctx) => learnInteraction(ctx, ctx.now() + 60_000),
    });
    const room = openRoom([lastActivity, noting], { self, contacts });
    room.online();
    room.receive(fixture('last-activity/asked'));
    expect(room.sent[0]?.getChild('query')?.attrs['seconds']).toBe('0');
  });

  it.each([
    ['a stranger', { from: 'mallory@evil.example/x' }],
    ['a set', { type: 'set' }],
  ])('refuses %s', (_who, attrs) => {
    const room = openRoom(lastActivity, { self, contacts });
    room.receive(fixture('last-activity/asked', attrs));
    expect(room.sent[0]?.getChild('query')).toBeUndefined();
    expect(room.sent[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
  });

  it('refuses a contact who may not see our presence', () => {
    const room = openRoom(lastActivity, {
      self,
      contacts: { 'alice@localhost': { subscription: 'to' } },
    });
    room.receive(fixture('last-activity/asked'));
    expect(room.sent[0]?.attrs['type']).toBe('error');
  });

  it('answers nobody where it only asks', () => {
    const room = openRoom(lastActivityAskingOnly, { self, contacts });
    room.receive(fixture('last-activity/asked'));
    expect(room.sent[0]?.attrs['type']).toBe('error');
    expect(room.registry.advertised.features).toEqual([]);
  });
});

describe('asking', () => {
  it.each(['prosody', 'ejabberd'])('tells how long %s runs', async (server) => {
    const room = openRoom(lastActivity, { self });
    const asked = room.request(new GetLastActivity({ jid: 'localhost' }));
    const { seconds } = fixtureJson<{ seconds: number }>(`last-activity/server-${server}`);
    const query = fixture(`last-activity/server-${server}`).getChild('query');
    room.answer({ from: 'evil.example' }, query);
    expect(room.keys).toEqual([]);
    room.answer({}, query);
    room.answer({}, query);
    await expect(asked).resolves.toEqual({ jid: 'localhost', seconds });
    expect(room.keys).toEqual(['lastactivity_get_handle']);
  });

  it('reports a refusal, as ejabberd gives it', () => {
    const room = openRoom(lastActivity, { self: 'alice@localhost/lv' });
    void room.request(new GetLastActivity({ jid: 'carol@localhost' }));
    const id = room.sent[0]?.attrs['id'] as string;
    room.receive(fixture('last-activity/refused-ejabberd', { id }));
    expect(room.packets).toMatchObject([
      {
        key: 'lastactivity_get_errorsubscriptionrequired',
        content: { condition: 'subscription-required', text: 'Not subscribed' },
      },
    ]);
  });

  it('fails with an answer without seconds', () => {
    const room = openRoom(lastActivity, { self });
    void room.request(new GetLastActivity({ jid: 'localhost' }));
    room.answer();
    expect(room.keys).toEqual(['lastactivity_get_errormalformedreply']);
  });
});
