import { describe, expect, it } from '@jest/globals';
import { NS_COMMANDS } from '@xec/stanza';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { CreateInvite, invite } from './index.js';

const self = 'admin@localhost/ah';
const commandIn = (name: string) => fixture(name).getChild('command', NS_COMMANDS);

describe('making an invitation', () => {
  it.each([
    ['contact', 'urn:xmpp:invite#invite'],
    ['account', 'urn:xmpp:invite#create-account'],
  ] as const)('for a %s asks the own server', async (kind, node) => {
    const room = openRoom(invite, { self });
    const asked = room.request(new CreateInvite({ kind }));
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'set', to: 'localhost' });
    expect(room.sent[0]?.getChild('command')?.attrs).toMatchObject({ node, action: 'execute' });
    room.answer({ from: 'evil.example' }, commandIn(`invite/${kind}-prosody`));
    expect(room.keys).toEqual([]);
    room.answer({}, commandIn(`invite/${kind}-prosody`));
    const made = fixtureJson(`invite/${kind}-prosody`);
    await expect(asked).resolves.toEqual({ status: 'completed', kind, invite: made });
    expect(room.keys).toEqual(['invite_create_handle']);
  });

  it('may take a form, and goes on with it', () => {
    const room = openRoom(invite, { self });
    void room.request(new CreateInvite({ kind: 'account' }));
    room.answer({}, commandIn('adhoc/form-prosody'));
    expect(room.contents('invite_create_handle')).toMatchObject([
      { status: 'executing', kind: 'account', form: { title: 'Adding a User' } },
    ]);
    const form = { type: 'submit' as const, instructions: [], fields: [] };
    void room.request(new CreateInvite({ kind: 'account', sessionId: 's1', form }));
    expect(room.sent[1]?.getChild('command')?.attrs).toMatchObject({
      sessionid: 's1',
      action: 'complete',
    });
  });

  it.each(['adhoc/wrong-prosody', 'adhoc/canceled-prosody', 'adhoc/done-prosody'])(
    'fails where there is none, as in %s',
    (name) => {
      const room = openRoom(invite, { self });
      void room.request(new CreateInvite({ kind: 'contact' }));
      room.answer({}, commandIn(name));
      expect(room.keys).toEqual(['invite_create_errormalformedreply']);
    },
  );

  it('reports that one may not', () => {
    const room = openRoom(invite, { self });
    void room.request(new CreateInvite({ kind: 'account' }));
    room.refuse('forbidden');
    expect(room.keys).toEqual(['invite_create_errorforbidden']);
  });
});
