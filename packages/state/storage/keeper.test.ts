import { describe, expect, it } from '@jest/globals';
import { openState, type State } from '../state.js';
import { MadeSource } from '../testing/made-source.js';
import { checkStorage } from './contract.js';
import { MemoryStorage } from './memory.js';

const romeo = 'romeo@montague.example';

/** A page with what is in `storage`. */
async function page(
  storage: MemoryStorage,
  after = 0,
): Promise<{ state: State; source: MadeSource }> {
  const source = new MadeSource(after);
  const state = openState(source, { storage });
  await state.ready;
  return { state, source };
}

const say = (source: MadeSource, n: number) =>
  source.tell('message', {
    ...{ from: `${romeo}/orchard`, type: 'chat', body: `${n}`, id: `m${n}`, hints: [] },
    stanzaIds: [{ by: 'juliet@capulet.example', id: `a${n}` }],
  });

it('a storage in memory keeps to the contract', async () => {
  for (const { what, saw, expected } of await checkStorage(
    () => new MemoryStorage(),
    (before) => Promise.resolve(before),
  )) {
    expect({ [what]: saw }).toEqual({ [what]: expected });
  }
});

describe('a page that was reloaded', () => {
  it('has its conversations, what was said about them, and how far one read', async () => {
    const storage = new MemoryStorage();
    const before = await page(storage);
    before.source.online();
    for (const n of [1, 2, 3]) say(before.source, n);
    before.source.tell('reactions', { from: romeo, type: 'chat', id: 'm2', reactions: ['🌙'] });
    before.state.commands.markDisplayed(romeo);
    say(before.source, 4);
    await before.state.close();
    const { state } = await page(storage);
    const chat = state.conversations.open(romeo);
    expect(chat.messages.map(({ body }) => body)).toEqual(['1', '2', '3', '4']);
    expect(chat.messages[1]?.reactions).toEqual([{ sign: '🌙', from: [romeo] }]);
    expect(chat.unread).toBe(1);
    await state.close();
  });

  it('says that something may be missing since, and nothing twice', async () => {
    const storage = new MemoryStorage();
    const before = await page(storage);
    before.source.online();
    for (const n of [1, 2, 3]) say(before.source, n);
    await before.state.close();
    const { state, source } = await page(storage, 100);
    source.online();
    say(source, 5);
    const chat = state.conversations.open(romeo);
    const rows = () => chat.rows.map((row) => (row.kind === 'gap' ? 'gap' : row.message.body));
    expect(rows()).toEqual(['1', '2', '3', 'gap', '5']);
    // The source has kept them, and tells them again, to a page that came before they were loaded.
    for (const n of [1, 2, 3]) say(source, n);
    expect(chat.messages).toHaveLength(4);
    await state.close();
  });

  it('sends what had not left, in its order, and keeps drafts', async () => {
    const storage = new MemoryStorage();
    const before = await page(storage);
    before.source.become({ state: 'waiting', at: 0 });
    for (const body of ['one', 'two', 'three']) before.state.commands.send(romeo, { body });
    before.state.commands.setDraft(romeo, 'But so');
    await before.state.close();
    const { state, source } = await page(storage);
    const chat = state.conversations.open(romeo);
    expect(chat.draft).toBe('But so');
    expect(chat.messages.map(({ body, progress }) => [body, progress])).toEqual([
      ['one', 'sending'],
      ['two', 'sending'],
      ['three', 'sending'],
    ]);
    const publish = source.asked('Message/Publish');
    expect(publish.map(({ params }) => params.body)).toEqual(['one', 'two', 'three']);
    await state.close();
  });

  it('does not send again what somebody was asked to send: it says that nobody knows', async () => {
    const storage = new MemoryStorage();
    const before = await page(storage);
    for (const body of ['one', 'two']) before.state.commands.send(romeo, { body });
    const [first] = before.source.asked('Message/Publish');
    await before.state.close();
    const source = new MadeSource();
    const state = openState(source, { storage });
    // The packet of the first comes again, before the storage was read.
    const { originId } = first?.params ?? {};
    source.tell('message_publish_handle', {
      id: '1',
      to: romeo,
      type: 'chat',
      body: 'one',
      originId,
    });
    await state.ready;
    expect(state.conversations.open(romeo).messages).toMatchObject([
      { body: 'one', progress: 'sent' },
      { body: 'two', progress: 'failed', failure: 'unknown' },
    ]);
    expect(source.asked('Message/Publish')).toEqual([]);
    await state.close();
    expect((await storage.load()).filter(({ key }) => key.startsWith('outbox'))).toHaveLength(1);
  });

  it('drops rows that are damaged, of another version, or of no kind, and uses the others', async () => {
    const storage = new MemoryStorage();
    const before = await page(storage);
    say(before.source, 1);
    before.state.commands.setDraft(romeo, 'But so');
    await before.state.close();
    const good = await storage.load();
    storage.put('conversation a@x', { version: 99, jid: 'a@x' });
    storage.put('conversation b@x', { version: 1, jid: 'b@x', records: 'none' });
    storage.put('outbox 1', { params: { to: 5 } });
    storage.put('nonsense', null);
    const { state } = await page(storage);
    expect(state.conversations.open(romeo).messages).toHaveLength(1);
    await state.close();
    expect((await storage.load()).map(({ key }) => key).sort()).toEqual(
      good.map(({ key }) => key).sort(),
    );
  });

  it('stores no more of a conversation than is seen at first', async () => {
    const storage = new MemoryStorage();
    const before = await page(storage);
    before.source.online();
    for (let n = 0; n < 1000; n += 1) say(before.source, n);
    await before.state.close();
    const { state } = await page(storage);
    const chat = state.conversations.open(romeo);
    expect(chat.messages).toHaveLength(200);
    expect(chat.last?.body).toBe('999');
    expect(chat.isStart).toBe(false);
    await state.close();
  });
});
