import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import { RequestSlot, upload } from './index.js';

const self = 'romeo@montague.tld/garden';
const to = 'upload.montague.tld';
const { file } = fixtureJson<{ file: { filename: string; size: number } }>('upload/request');
const params = { to, ...file };

const idOf = (room: TestRoom): string => String(room.sent.at(-1)?.attrs['id']);
function open(service = 'wss://montague.tld/ws'): TestRoom {
  const room = openRoom(upload, { self });
  const value = { account: 'romeo@montague.tld', service, jid: self };
  room.engine.facts.apply({ section: 'stream', key: 'current', value });
  return room;
}

describe('a place for a file', () => {
  it('is asked for, and comes', async () => {
    const room = open();
    const asked = room.request(new RequestSlot(params));
    toEqualXml(room.sent[0], fixture('upload/request', { id: idOf(room), from: undefined }));
    const answer = (from: string) => fixture('upload/slot', { id: idOf(room), from });
    room.receive(answer('montague.tld'));
    expect(room.keys).toEqual([]);
    room.receive(answer(to));
    room.receive(answer(to));
    const { slot } = fixtureJson<{ slot: object }>('upload/slot');
    await expect(asked).resolves.toEqual({ ...params, slot });
    expect(room.keys).toEqual(['upload_request_handle']);
  });

  it.each(['prosody', 'ejabberd'])(
    'on this machine is one for streams of it, as of %s',
    (server) => {
      const keys = ['ws://127.0.0.1:15002/x', 'wss://montague.tld/ws'].map((service) => {
        const room = open(service);
        void room.request(new RequestSlot(params));
        room.receive(fixture(`upload/slot-${server}`, { id: idOf(room), from: to }));
        return room.keys;
      });
      expect(keys).toEqual([['upload_request_handle'], ['upload_request_errormalformedreply']]);
    },
  );

  it('is none without a slot in the answer', () => {
    const room = open();
    void room.request(new RequestSlot(params));
    room.answer();
    expect(room.keys).toEqual(['upload_request_errormalformedreply']);
  });

  it.each([
    ['too-large', 'errorfiletoolarge', { condition: 'not-acceptable', maxSize: 20000 }],
    ['too-large-prosody', 'errorfiletoolarge', { maxSize: 4194304 }],
    ['too-large-ejabberd', 'errorfiletoolarge', { maxSize: 4194304 }],
    ['quota', 'errorresourceconstraint', { retry: '2017-12-03T23:42:05Z', type: 'wait' }],
    ['forbidden', 'error', { condition: 'forbidden' }],
    ['bad-request-prosody', 'error', { condition: 'bad-request', text: 'Invalid filename' }],
  ])('may be refused: %s', async (name, method, content) => {
    const room = open();
    const asked = room.request(new RequestSlot(params));
    room.receive(fixture(`upload/${name}`, { id: idOf(room), from: to }));
    await expect(asked).rejects.toMatchObject({ action: 'Upload/Request' });
    expect(room.packets).toMatchObject([
      { key: `upload_request_${method}`, content: { to, ...content } },
    ]);
  });

  it('may be not allowed, or late', () => {
    const room = open();
    void room.request(new RequestSlot(params));
    room.refuse('not-allowed');
    void room.request(new RequestSlot(params), { timeoutMs: 1000 });
    room.runtime.advance(1200);
    expect(room.keys).toEqual(['upload_request_errornotallowed', 'upload_request_error']);
  });

  it('is for files with a size', () => {
    expect(() => new RequestSlot({ ...params, size: -1 })).toThrow(TypeError);
    expect(() => new RequestSlot({ ...params, size: 1.5 })).toThrow(TypeError);
  });
});
