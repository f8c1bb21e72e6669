import { describe, expect, it } from '@jest/globals';
import { NS_COMMANDS } from '@xec/stanza';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { RunCommand, SubmitCommand, adhoc } from './index.js';

const self = 'admin@localhost/ah';
const node = 'http://jabber.org/protocol/admin#add-user';
const commandIn = (name: string) => fixture(`adhoc/${name}`).getChild('command', NS_COMMANDS);
const step = { to: 'localhost', node, sessionId: 's1' };

describe('a command', () => {
  it('is begun', async () => {
    const room = openRoom(adhoc, { self });
    const asked = room.request(new RunCommand({ to: 'localhost', node }));
    expect(room.sent[0]?.getChild('command')?.attrs).toMatchObject({ node, action: 'execute' });
    room.answer({ from: 'evil.example' }, commandIn('form-prosody'));
    expect(room.keys).toEqual([]);
    room.answer({}, commandIn('form-prosody'));
    const command = fixtureJson('adhoc/form-prosody');
    await expect(asked).resolves.toEqual({ jid: 'localhost', command });
    expect(room.keys).toEqual(['adhoc_command_handle']);
  });

  it.each(['done-prosody', 'wrong-prosody', 'canceled-prosody'])('goes on, as in %s', (name) => {
    const room = openRoom(adhoc, { self });
    void room.request(new SubmitCommand({ ...step, action: 'cancel' }));
    expect(room.sent[0]?.getChild('command')?.attrs).toMatchObject({
      sessionid: 's1',
      action: 'cancel',
    });
    room.answer({}, commandIn(name));
    const command = fixtureJson(`adhoc/${name}`);
    expect(room.contents('adhoc_submit_handle')).toEqual([{ jid: 'localhost', command }]);
  });

  it('is refused', () => {
    const room = openRoom(adhoc, { self });
    void room.request(new RunCommand({ to: 'localhost', node }));
    room.refuse('forbidden');
    void room.request(new SubmitCommand(step));
    room.refuse('bad-request');
    expect(room.packets).toMatchObject([
      { key: 'adhoc_command_error', content: { jid: 'localhost', node, condition: 'forbidden' } },
      { key: 'adhoc_submit_error', content: { jid: 'localhost', node, condition: 'bad-request' } },
    ]);
  });

  it('fails with an answer without one', () => {
    const room = openRoom(adhoc, { self });
    void room.request(new RunCommand({ to: 'localhost', node }));
    room.answer();
    void room.request(new SubmitCommand(step));
    room.answer();
    expect(room.keys).toEqual([
      'adhoc_command_errormalformedreply',
      'adhoc_submit_errormalformedreply',
    ]);
  });
});
