import { describe, expect, it } from '@jest/globals';
import { ChatModel, type ChatPacket } from './chat-model.js';

const romeo = 'romeo@montague.example';
const orchard = `${romeo}/orchard`;
let seq = 0;

/** Packets as they come: the next seq, a second later each. */
const packet = (key: ChatPacket['key'], content: unknown): ChatPacket => {
  seq += 1;
  return { key, content, seq, at: seq * 1000 } as ChatPacket; // contents are written out in tests
};

const message = (body: string, more: object = {}) =>
  packet('message', { from: orchard, type: 'chat', body, stanzaIds: [], hints: [], ...more });

const sent = (id: string, body: string, originId?: string) =>
  packet('message_publish_handle', { id, to: romeo, type: 'chat', body, originId });

const chat = (...packets: ChatPacket[]): ChatModel => {
  const model = new ChatModel(romeo);
  for (const each of packets) model.apply(each);
  return model;
};

const progress = (model: ChatModel) => model.lines.map((line) => [line.body, line.progress]);

describe('a conversation', () => {
  it('has what its contact says, from whichever resource, and nothing of others', () => {
    const model = chat(
      message('one'),
      message('two', { from: `${romeo}/elsewhere` }),
      message('three', { from: 'paris@verona.example' }),
      message('four', { from: `${romeo}.evil.example` }),
    );
    expect(model.lines.map(({ body }) => body)).toEqual(['one', 'two']);
  });

  it('shows a late message with the time at which it was sent', () => {
    const stamp = '2026-01-02T03:04:05Z';
    expect(chat(message('late', { delay: { stamp } })).lines[0]?.at).toBe(Date.parse(stamp));
  });

  it('shows how far a message came, and never goes back', () => {
    const model = chat(sent('1', 'one'));
    expect(progress(model)).toEqual([['one', 'sent']]);
    model.apply(packet('receiptack', { from: orchard, id: '1' }));
    expect(progress(model)).toEqual([['one', 'received']]);
    model.apply(packet('displayed', { from: orchard, id: '1' }));
    model.apply(packet('receiptack', { from: orchard, id: '1' }));
    expect(progress(model)).toEqual([['one', 'displayed']]);
  });

  it('takes a marker for all up to its message, and none after it', () => {
    const model = chat(
      sent('1', 'one'),
      sent('2', 'two'),
      sent('3', 'three'),
      packet('displayed', { from: orchard, id: '2' }),
    );
    expect(progress(model)).toEqual([
      ['one', 'displayed'],
      ['two', 'displayed'],
      ['three', 'sent'],
    ]);
  });

  it('believes receipts and markers of its contact alone', () => {
    const from = 'paris@verona.example';
    const model = chat(
      sent('1', 'one'),
      packet('receiptack', { from, id: '1' }),
      packet('displayed', { from, id: '1' }),
      packet('message_error', { from, id: '1', condition: 'forbidden', type: 'auth' }),
      packet('displayed', { from: orchard, id: 'unknown' }),
    );
    expect(progress(model)).toEqual([['one', 'sent']]);
  });

  it('says why a message was refused', () => {
    const model = chat(
      sent('1', 'one'),
      packet('message_error', {
        from: romeo,
        id: '1',
        condition: 'item-not-found',
        type: 'cancel',
      }),
    );
    expect(model.lines[0]).toMatchObject({ progress: 'failed', failure: 'item-not-found' });
  });

  it('shows what is on its way, and that once', () => {
    const model = chat();
    model.begin('o1', 'one', 0);
    expect(progress(model)).toEqual([['one', 'sending']]);
    model.apply(sent('1', 'one', 'o1'));
    expect(progress(model)).toEqual([['one', 'sent']]);
  });

  it('keeps what did not leave, to be tried again, unless it left after all', () => {
    const model = chat();
    model.begin('o1', 'one', 0);
    model.begin('o2', 'two', 0);
    model.fail('o1', 'no connection');
    model.fail('o2', 'no connection');
    expect(model.lines[0]).toMatchObject({ progress: 'failed', failure: 'no connection' });
    expect(model.withdraw('o1')).toBe('one');
    model.apply(sent('2', 'two', 'o2'));
    expect(progress(model)).toEqual([['two', 'sent']]);
    model.fail('o2', 'late');
    expect(progress(model)).toEqual([['two', 'sent']]);
  });

  it('has what other clients of the account sent and got', () => {
    const copy = { to: romeo, from: 'juliet@capulet.example/balcony', body: 'mine', id: '9' };
    const model = chat(
      packet('carbons', { direction: 'sent', message: copy }),
      packet('carbons', { direction: 'received', message: { from: orchard, body: 'theirs' } }),
      packet('carbons', { direction: 'sent', message: { ...copy, to: 'paris@verona.example' } }),
      packet('receiptack', { from: orchard, id: '9' }),
    );
    expect(model.lines).toMatchObject([
      { body: 'mine', isOwn: true, progress: 'received' },
      { body: 'theirs', isOwn: false },
    ]);
  });

  it('knows that the contact is writing, until they say it, stop, or go', () => {
    const state = (name: string) =>
      packet('chatstate', { from: orchard, state: name, type: 'chat' });
    const ends = [
      state('paused'),
      message('said'),
      packet('presence', { jid: orchard, type: 'unavailable', priority: 0 }),
      packet('session_state', { state: 'connecting' }),
    ];
    for (const end of ends) {
      const model = chat(state('composing'));
      expect(model.isTyping).toBe(true);
      model.apply(end);
      expect(model.isTyping).toBe(false);
    }
  });

  it('owes a marker for the last message that asks for one, once', () => {
    const model = chat(message('one', { id: 'a', markable: true }), message('two', { id: 'b' }));
    expect(model.owedMarker).toBe('a');
    expect(model.claimMarker('a')).toBe(true);
    expect(model.claimMarker('a')).toBe(false);
    expect(model.owedMarker).toBeUndefined();
    model.apply(message('three', { id: 'c', markable: true }));
    expect(model.owedMarker).toBe('c');
    model.apply(packet('message_displayed_handle', { to: orchard, id: 'c' }));
    expect(model.owedMarker).toBeUndefined();
  });

  it('forgets what came, and not what is on its way', () => {
    const model = chat(message('one'));
    model.begin('o1', 'two', 0);
    model.begin('o2', 'three', 0);
    model.fail('o2', 'no connection');
    model.reset();
    model.apply(message('one'));
    expect(progress(model)).toEqual([
      ['one', 'sent'],
      ['two', 'sending'],
      ['three', 'failed'],
    ]);
  });
});
