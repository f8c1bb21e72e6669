import { describe, expect, it } from '@jest/globals';
import { NS_COMMANDS, xml } from '@xec/stanza';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { GetCommands, RunCommand, SubmitCommand, adhoc } from './index.js';

const NS_ITEMS = 'http://jabber.org/protocol/disco#items';
const self = 'admin@localhost/ah';
const node = 'http://jabber.org/protocol/admin#add-user';
const commandIn = (name: string) => fixture(`adhoc/${name}`).getChild('command', NS_COMMANDS);
const step = { to: 'localhost', node, sessionId: 's1' };

describe('the list of commands', () => {
  const query = () => fixture('adhoc/commands-prosody').getChild('query', NS_ITEMS);

  it('is told as it is', async () => {
    const room = openRoom(adhoc, { self });
    const asked = room.request(new GetCommands({ to: 'localhost' }));
    expect(room.sent[0]?.getChild('query', NS_ITEMS)?.attrs['node']).toBe(NS_COMMANDS);
    room.answer({ from: 'evil.example' }, query());
    expect(room.keys).toEqual([]);
    room.answer({}, query());
    const { commands } = fixtureJson<{ commands: unknown[] }>('adhoc/commands-prosody');
    await expect(asked).resolves.toEqual({ jid: 'localhost', commands });
    expect(room.keys).toEqual(['adhoc_get_handle']);
  });

  it('has nothing without a node, which would be no command', () => {
    const room = openRoom(adhoc, { self });
    void room.request(new GetCommands({ to: 'localhost' }));
    room.answer({}, xml('query', { xmlns: NS_ITEMS }, xml('item', { jid: 'localhost' })));
    expect(room.contents('adhoc_get_handle')).toEqual([{ jid: 'localhost', commands: [] }]);
  });

  it('is refused, or is none', () => {
    const room = openRoom(adhoc, { self });
    void room.request(new GetCommands({ to: 'localhost' }));
    room.refuse('service-unavailable');
    void room.request(new GetCommands({ to: 'localhost' }));
    room.answer();
    expect(room.packets).toMatchObject([
      { key: 'adhoc_get_error', content: { jid: 'localhost', condition: 'service-unavailable' } },
      { key: 'adhoc_get_errormalformedreply', content: { condition: 'malformed-reply' } },
    ]);
  });
});

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
