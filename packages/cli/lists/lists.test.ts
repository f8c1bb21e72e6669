import { describe, expect, it } from '@jest/globals';
import { payloadHash } from '@xec/xec';
import { xec } from '../testing/run-cli.js';

const json = async (...args: string[]): Promise<Record<string, unknown>[]> => {
  const { code, out } = await xec([...args, '--json']);
  expect(code).toBe(0);
  return JSON.parse(out) as Record<string, unknown>[];
};

/** The line that begins with `start`, its columns apart. */
const columns = (out: string, ...start: string[]): string[] =>
  out
    .split('\n')
    .map((line) => line.split(/ {2,}/))
    .find((cells) => start.every((cell, index) => cells[index] === cell)) ?? [];

describe('xec keys', () => {
  it('has each key with its feature and what it holds', async () => {
    const { out } = await xec(['keys']);
    expect(columns(out, 'ping_entity_handle')).toEqual([
      'ping_entity_handle',
      'ping',
      '{ jid: JID }',
    ]);
    expect(columns(out, 'ping_entity_errortimeout')[2]).toBe('ErrorContent');
    expect(columns(out, 'saslfailure')).toEqual([
      'saslfailure',
      'session',
      '{ condition: string; text?: string }',
    ]);
  });

  it('has contents as JSON schemas', async () => {
    const keys = await json('keys');
    expect(keys).toContainEqual({
      key: 'ping_entity_handle',
      feature: 'ping',
      content: {
        type: 'object',
        properties: { jid: { title: 'JID', type: 'string' } },
        required: ['jid'],
      },
    });
  });
});

describe('xec actions', () => {
  it('has group, class, namespaces and keys', async () => {
    const { out } = await xec(['actions']);
    expect(columns(out, 'Ping', 'Entity')).toEqual([
      'Ping',
      'Entity',
      'ping',
      'urn:xmpp:ping',
      'ping_entity_handle',
      '{ jid: JID }',
    ]);
    expect(columns(out, 'Roster', 'AddItem')[3]).toBe('jabber:iq:roster');
  });

  it('has all keys of errors as JSON', async () => {
    const found = (await json('actions')).find(
      (entry) => entry['group'] === 'Ping' && entry['class'] === 'Server',
    );
    expect(found).toMatchObject({ namespaces: ['urn:xmpp:ping'], params: null });
    expect(found?.['keys']).toEqual(
      expect.arrayContaining(['ping_server_handle', 'ping_server_erroritemnotfound']),
    );
  });

  it('knows what each action sends', async () => {
    const sent = (await json('actions')).map((entry) => [
      `${String(entry['group'])}/${String(entry['class'])}`,
      entry['namespaces'],
    ]);
    expect(Object.fromEntries(sent)).toMatchObject({
      'Message/Composing': expect.arrayContaining(['http://jabber.org/protocol/chatstates']),
      'Message/Displayed': expect.arrayContaining(['urn:xmpp:chat-markers:0']),
      'Presence/Subscribed': [],
      'Roster/AddItem': ['jabber:iq:roster'],
      'Vcard/Set': ['vcard-temp'],
    });
  });
});

describe('xec payloads', () => {
  it('has the element, its hash, its place and who may send it', async () => {
    const { out } = await xec(['payloads']);
    expect(columns(out, 'PingPong')).toEqual([
      'PingPong',
      'ping',
      'urn:xmpp:ping',
      '-',
      '40ed26a65a25ab8bf809dd998d541d95',
      'any',
      'iq',
      'get',
      'payload',
      '-',
    ]);
  });

  it('has what sessions read themselves, and when', async () => {
    expect(await json('payloads')).toContainEqual({
      class: 'SASL2Challenge',
      feature: 'session',
      name: 'challenge',
      xmlns: 'urn:xmpp:sasl:2',
      node: null,
      hash: payloadHash('challenge', 'urn:xmpp:sasl:2'),
      from: ['server'],
      under: 'stream',
      types: null,
      reader: 'session',
      place: 'login, after <authenticate/>',
    });
  });

  it.each([
    ['Message', '9b98cd868d07fb7f6d6cb39dad31f10e'],
    ['Presence', 'e83b2aea042b74b1bec00b7d1bba2405'],
    ['Post', '96c06e02022480352b6c581286b7eefb'],
  ])('has %s under the hash that Moxl gave it', async (name, hash) => {
    const hashes = (await json('payloads'))
      .filter((entry) => entry['class'] === name)
      .map((entry) => entry['hash']);
    expect(hashes).toContain(hash);
  });

  it('has the same as JSON', async () => {
    expect(await json('payloads')).toContainEqual({
      class: 'PingPong',
      feature: 'ping',
      name: 'ping',
      xmlns: 'urn:xmpp:ping',
      node: null,
      hash: '40ed26a65a25ab8bf809dd998d541d95',
      from: ['any'],
      under: 'iq',
      types: ['get'],
      reader: 'payload',
      place: null,
    });
  });
});
