import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RequestError } from '@xec/packet-source';
import { openState, type State } from '../state.js';
import { MadeSource, lost } from '../testing/made-source.js';
import type { Conversation } from './conversation.js';

const juliet = 'juliet@capulet.example';
const romeo = 'romeo@montague.example';
const orchard = `${romeo}/orchard`;

let source: MadeSource;
let state: State;
let chat: Conversation;

beforeEach(async () => {
  source = new MadeSource();
  state = openState(source);
  await state.ready;
  source.online();
  chat = state.conversations.open(romeo);
});

afterEach(() => state.close());

const message = (body: string, more: object = {}) =>
  source.tell('message', { from: orchard, type: 'chat', body, stanzaIds: [], hints: [], ...more });
const sent = (id: string, body: string, more: object = {}) =>
  source.tell('message_publish_handle', { id, to: romeo, type: 'chat', body, ...more });
const settled = () => new Promise(setImmediate);
const bodies = () => chat.messages.map(({ body }) => body);
const progress = () => chat.messages.map(({ body, progress: how }) => [body, how]);

describe('a conversation', () => {
  it('has what its contact says, from whichever resource, and nothing of others', () => {
    message('one');
    message('two', { from: `${romeo}/elsewhere` });
    message('three', { from: 'paris@verona.example' });
    message('four', { from: `${romeo}.evil.example` });
    expect(bodies()).toEqual(['one', 'two']);
  });

  it('shows a late message with the time at which it was sent', () => {
    const stamp = '2026-01-02T03:04:05Z';
    message('late', { delay: { stamp } });
    expect(chat.last?.at).toBe(Date.parse(stamp));
  });

  it('shows how far a message came, and never goes back', () => {
    sent('1', 'one');
    expect(progress()).toEqual([['one', 'sent']]);
    source.tell('receiptack', { from: orchard, id: '1' });
    expect(progress()).toEqual([['one', 'received']]);
    source.tell('displayed', { from: orchard, id: '1' });
    source.tell('receiptack', { from: orchard, id: '1' });
    expect(progress()).toEqual([['one', 'read']]);
  });

  it('takes a marker for all up to its message, and none after it', () => {
    for (const id of ['1', '2', '3']) sent(id, id);
    source.tell('displayed', { from: orchard, id: '2' });
    expect(chat.messages.map((each) => each.progress)).toEqual(['read', 'read', 'sent']);
  });

  it('believes receipts, markers and errors of its contact alone', () => {
    const from = 'paris@verona.example';
    sent('1', 'one');
    source.tell('receiptack', { from, id: '1' });
    source.tell('displayed', { from, id: '1' });
    source.tell('message_error', { from, id: '1', condition: 'forbidden', type: 'auth' });
    expect(progress()).toEqual([['one', 'sent']]);
  });

  it('says why a message was refused', () => {
    sent('1', 'one');
    const error = { condition: 'item-not-found', type: 'cancel' };
    source.tell('message_error', { from: romeo, id: '1', ...error });
    expect(chat.last).toMatchObject({ progress: 'failed', failure: 'item-not-found' });
  });

  it('has what other clients of the account sent and got', () => {
    const copy = { to: romeo, from: `${juliet}/phone`, body: 'mine', id: '9', type: 'chat' };
    const rest = { stanzaIds: [], hints: [] };
    source.tell('carbons', { direction: 'sent', message: { ...copy, ...rest } });
    const theirs = { from: orchard, to: `${juliet}/phone`, body: 'theirs', type: 'chat' };
    source.tell('carbons', { direction: 'received', message: { ...theirs, ...rest } });
    source.tell('receiptack', { from: orchard, id: '9' });
    expect(chat.messages).toMatchObject([
      { body: 'mine', isOwn: true, progress: 'received' },
      { body: 'theirs', isOwn: false },
    ]);
  });

  it('knows that the contact is writing, until they say it, stop, or go', () => {
    const compose = (name: string) =>
      source.tell('chatstate', { from: orchard, state: name, type: 'chat' });
    message('before');
    const ends = [
      () => compose('paused'),
      () => message('said'),
      () => source.tell('presence', { jid: orchard, type: 'unavailable', priority: 0 }),
      () => source.tell('session_state', { state: 'connecting' }),
    ];
    for (const end of ends) {
      source.tell('chatstate', { from: orchard, state: 'composing', type: 'chat' }, Date.now());
      expect(chat.writing).toEqual([romeo]);
      end();
      expect(chat.writing).toEqual([]);
    }
  });

  it('tells those who follow it, and nobody else', () => {
    const other = state.conversations.open('nurse@capulet.example');
    let told = 0;
    other.onChange(() => (told += 1));
    message('one');
    expect(told).toBe(0);
    let here = 0;
    const undo = chat.onChange(() => (here += 1));
    message('two');
    expect(here).toBe(1);
    undo();
    message('three');
    expect(here).toBe(1);
  });

  it('gives the same object for a message that nothing happened to', () => {
    message('one', { id: 'a' });
    const [before] = chat.messages;
    message('two');
    expect(chat.messages[0]).toBe(before);
    source.tell('reactions', { from: orchard, type: 'chat', id: 'a', reactions: ['🌙'] });
    expect(chat.messages[0]).not.toBe(before);
  });
});

describe('what is said about messages', () => {
  it('corrects them, by their author alone', () => {
    message('teh', { id: 'a' });
    message('the', { id: 'b', replaces: 'a', author: romeo });
    message('forged', { id: 'c', replaces: 'a', author: romeo, from: 'paris@verona.example' });
    expect(chat.messages).toMatchObject([{ body: 'the', isEdited: true }]);
    sent('1', 'mine');
    message('not mine', { id: 'd', replaces: '1', author: romeo });
    expect(bodies()).toEqual(['the', 'mine', 'not mine']);
  });

  it('corrects what comes after its correction, and the last correction counts', () => {
    message('third', {
      id: 'c',
      replaces: 'a',
      author: romeo,
      delay: { stamp: '2026-01-01T03:00:00Z' },
    });
    message('second', {
      id: 'b',
      replaces: 'a',
      author: romeo,
      delay: { stamp: '2026-01-01T02:00:00Z' },
    });
    expect(bodies()).toEqual(['second', 'third']);
    message('first', { id: 'a', delay: { stamp: '2026-01-01T01:00:00Z' } });
    expect(bodies()).toEqual(['third']);
  });

  it('takes them back, by their author alone', () => {
    message('oops', { id: 'a' });
    const retracted = { type: 'chat', id: 'a' };
    const paris = 'paris@verona.example';
    source.tell('retracted', { ...retracted, from: paris, author: paris });
    expect(chat.last?.isRetracted).toBe(false);
    source.tell('retracted', { ...retracted, from: orchard, author: romeo, reason: 'typo' });
    expect(chat.last).toMatchObject({ body: '', isRetracted: true, reason: 'typo' });
  });

  it('reacts: what somebody thinks last is all that they think', () => {
    message('moon', { id: 'a' });
    const react = (...reactions: string[]) =>
      source.tell('reactions', { from: orchard, type: 'chat', id: 'a', reactions });
    react('🌙', '❤');
    react('🌙');
    source.tell('message_reactions_handle', { to: romeo, id: 'a', reactions: ['🌙'] });
    expect(chat.last?.reactions).toEqual([{ sign: '🌙', from: [romeo, ''] }]);
    react();
    expect(chat.last?.reactions).toEqual([{ sign: '🌙', from: [''] }]);
  });

  it('answers them, without the quotation for those who do not know answers', () => {
    message('What is in a name?', { id: 'a' });
    const fallback = { for: 'urn:xmpp:reply:0', body: [{ start: 0, end: 21 }] };
    message('> What is in a name?\nA rose', { reply: { id: 'a' }, fallbacks: [fallback] });
    expect(chat.last).toMatchObject({ body: 'A rose', quoted: { body: 'What is in a name?' } });
  });
});

describe('unread messages', () => {
  it('are those since we looked, wrote, or said elsewhere that we looked', () => {
    message('one', { id: 'a' });
    message('two', { id: 'b' });
    expect(chat.unread).toBe(2);
    expect(chat.firstUnread).toBe(chat.messages[0]?.key);
    state.commands.markDisplayed(romeo);
    expect(chat.unread).toBe(0);
    message('three', { id: 'c' });
    expect(chat.unread).toBe(1);
    source.tell('message_displayed_handle', { to: romeo, id: 'c' });
    expect(chat.unread).toBe(0);
    message('four', { id: 'd' });
    const marker = { type: 'displayed', id: 'd' };
    const from = `${juliet}/phone`;
    const copy = { from, to: romeo, type: 'chat', stanzaIds: [], hints: [], marker };
    source.tell('carbons', { direction: 'sent', message: copy });
    expect(chat.unread).toBe(0);
    message('five', { id: 'e' });
    sent('1', 'answer');
    expect(state.conversations.unread).toBe(0);
  });

  it('are said to be displayed again where the link was lost, and not where that is refused', async () => {
    const markers = () => source.asked('Message/Displayed').map(({ params }) => params['id']);
    message('one', { id: 'a', markable: true });
    state.commands.markDisplayed(romeo);
    source.asked('Message/Displayed')[0]?.reject(lost());
    source.become({ state: 'connecting' });
    await settled();
    message('two', { id: 'b', markable: true });
    state.commands.markDisplayed(romeo);
    source.asked('Message/Displayed')[1]?.reject(lost());
    await settled();
    expect(markers()).toEqual(['a', 'b']);
    source.become({ state: 'open', isLive: true });
    source.online();
    expect(markers()).toEqual(['a', 'b', 'b']); // which says it of both
    source.asked('Message/Displayed')[2]?.reject(new RequestError('forbidden'));
    await settled();
    source.online();
    expect(markers()).toHaveLength(3);
  });

  it('are said to be displayed once, where somebody wants to know', () => {
    message('one', { id: 'a', markable: true });
    state.commands.markDisplayed(romeo);
    state.commands.markDisplayed(romeo);
    expect(source.asked('Message/Displayed').map(({ params }) => params)).toEqual([
      { to: romeo, id: 'a' },
    ]);
    message('two', { id: 'b' });
  });
});

describe('a message of ours', () => {
  const publish = () => source.asked('Message/Publish');

  it('stands there at once, and that once', () => {
    state.commands.send(romeo, { body: 'one' });
    expect(progress()).toEqual([['one', 'sending']]);
    const { originId } = publish()[0]?.params ?? {};
    sent('1', 'one', { originId });
    expect(progress()).toEqual([['one', 'sent']]);
  });

  it('waits for the link, and leaves in its order', () => {
    source.become({ state: 'waiting', at: 0 });
    for (const body of ['one', 'two', 'three']) state.commands.send(romeo, { body });
    expect(publish()).toEqual([]);
    source.connect();
    expect(publish().map(({ params }) => params.body)).toEqual(['one', 'two', 'three']);
    source.connect();
    expect(publish()).toHaveLength(3);
  });

  it('that failed can be tried again, edited or deleted', async () => {
    state.commands.send(romeo, { body: 'one' });
    publish()[0]?.reject(new Error('no such host'));
    await Promise.resolve();
    await new Promise(process.nextTick);
    expect(chat.last).toMatchObject({ progress: 'failed', failure: 'no such host' });
    const { key = '' } = chat.last ?? {};
    state.commands.retry(romeo, key);
    expect(progress()).toEqual([['one', 'sending']]);
    publish()[1]?.reject(new Error('no'));
    await new Promise(process.nextTick);
    expect(state.commands.discard(romeo, key)).toBe('one');
    expect(chat.messages).toEqual([]);
  });

  it('whose fate is not known says so when the link is back, unless it left', async () => {
    for (const body of ['one', 'two']) state.commands.send(romeo, { body });
    source.become({ state: 'waiting', at: 0 });
    for (const { reject } of publish()) reject(lost());
    await new Promise(process.nextTick);
    expect(progress()).toEqual([
      ['one', 'sending'],
      ['two', 'sending'],
    ]);
    sent('1', 'one', { originId: publish()[0]?.params.originId });
    source.connect();
    expect(chat.messages).toMatchObject([
      { body: 'one', progress: 'sent' },
      { body: 'two', progress: 'failed', failure: 'unknown' },
    ]);
    sent('2', 'two', { originId: publish()[1]?.params.originId });
    expect(chat.last?.progress).toBe('sent');
    expect(publish()).toHaveLength(2);
  });

  it('is corrected in its place, and shows how far the correction came', () => {
    sent('1', 'teh');
    state.commands.correct(romeo, chat.last?.key ?? '', 'the');
    expect(publish()[0]?.params).toMatchObject({ body: 'the', replaces: '1' });
    expect(chat.messages).toMatchObject([{ body: 'the', isEdited: true, progress: 'sending' }]);
    sent('2', 'the', { originId: publish()[0]?.params.originId, replaces: '1' });
    expect(chat.messages).toMatchObject([{ body: 'the', progress: 'sent' }]);
  });

  it('stays when everything else is forgotten', () => {
    message('one');
    state.commands.send(romeo, { body: 'two' });
    source.resync();
    expect(bodies()).toEqual(['two']);
    source.online();
    message('one');
    expect(bodies()).toEqual(['one', 'two']);
  });
});

it('keeps no more than it says: messages, conversations', async () => {
  const small = new MadeSource();
  const { conversations, close } = openState(small, { mostMessages: 100, mostConversations: 20 });
  small.online();
  for (let n = 0; n < 500; n += 1) {
    small.tell('message', { from: orchard, type: 'chat', body: `${n}`, stanzaIds: [], hints: [] });
  }
  const { messages } = conversations.open(romeo);
  expect(messages.length).toBeLessThanOrEqual(100);
  expect(messages.at(-1)?.body).toBe('499');
  for (let n = 0; n < 100; n += 1) {
    const from = `${n}@verona.example`;
    small.tell('message', { from, type: 'chat', body: 'x', stanzaIds: [], hints: [] });
  }
  expect(conversations.list.length).toBeLessThanOrEqual(20);
  await close();
});
