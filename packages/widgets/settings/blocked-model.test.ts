import { expect, it } from '@jest/globals';
import { BlockedModel, type BlockedPacket } from './blocked-model.js';

const packet = (key: string, content: unknown): BlockedPacket =>
  ({ key, content, seq: 1, at: 0 }) as BlockedPacket; // of a shape that the catalogue has

it('the list of the blocked is what was asked for, and what changed since, on any device', () => {
  const model = new BlockedModel();
  model.apply(packet('blocked', { jids: ['early@evil.example'] }));
  expect(model.isKnown).toBe(false);
  model.apply(packet('blocking_request_handle', { jids: ['b@evil.example', 'a@evil.example'] }));
  expect(model.isKnown).toBe(true);
  model.apply(packet('blocked', { jids: ['c@evil.example'] }));
  model.apply(packet('unblocked', { jids: ['b@evil.example'] }));
  expect(model.jids).toEqual(['a@evil.example', 'c@evil.example']);
  model.apply(packet('unblocked', { all: true }));
  expect(model.jids).toEqual([]);
  model.reset();
  expect(model.isKnown).toBe(false);
});
