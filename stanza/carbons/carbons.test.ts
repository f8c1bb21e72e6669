import { expect, it } from '@jest/globals';
import { fixture } from '@xec/testing/fixtures';
import { parse, parseJid } from '../core/index.js';
import { readForwarded } from '../forward/forward.js';
import { disableCarbons, enableCarbons, privateCarbon, readCarbon } from './carbons.js';

const account = parseJid('alice@localhost');

it('builds the three elements of the protocol', () => {
  for (const [el, name] of [
    [enableCarbons(), 'enable'],
    [disableCarbons(), 'disable'],
    [privateCarbon(), 'private'],
  ] as const) {
    expect(el.is(name, 'urn:xmpp:carbons:2')).toBe(true);
    expect(el.children).toEqual([]);
  }
});

it('reads a copy, and whose it is for', () => {
  const sent = fixture('carbons/sent-prosody');
  expect(readCarbon(sent, account)).toMatchObject({ direction: 'sent' });
  expect(readCarbon(sent, account)?.message.attrs['id']).toBe('s1');
  expect(readCarbon(sent, parseJid('bob@localhost'))).toBeUndefined();
  expect(readCarbon(fixture('message/chat-prosody'), account)).toBeUndefined();
});

it('reads a forwarded message with the time it came', () => {
  const wrap = (inner: string) => parse(`<result xmlns='urn:xmpp:mam:2'>${inner}</result>`);
  const message = "<message xmlns='jabber:client' from='a'/>";
  const delay = "<delay xmlns='urn:xmpp:delay' stamp='2010-07-10T23:08:25Z'/>";
  const read = (inner: string) =>
    readForwarded(wrap(`<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`));
  expect(read(message + delay)?.delay).toEqual({ stamp: '2010-07-10T23:08:25Z' });
  expect(read(delay + message)?.message.attrs['from']).toBe('a');
  expect(read(message)).not.toHaveProperty('delay');
  expect(read(delay)).toBeUndefined();
  expect(read(message + message)).toBeUndefined();
  expect(read("<presence xmlns='jabber:client'/>")).toBeUndefined();
  expect(readForwarded(wrap(message))).toBeUndefined();
});
