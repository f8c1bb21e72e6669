import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { readDiscoInfo } from '../disco/index.js';
import { readNodeMetadata } from './metadata.js';

describe('what a node is', () => {
  it.each(['metadata-example', 'metadata-ejabberd'])('is read: %s', (name) => {
    const info = readDiscoInfo(fixture(`pubsub/${name}`));
    const { metadata } = fixtureJson<{ metadata: object }>(`pubsub/${name}`);
    expect(info && readNodeMetadata(info)).toEqual(metadata);
  });

  const leaf = { identities: [{ category: 'pubsub', type: 'leaf' }], features: [], forms: [] };
  const nothing = { owners: [], publishers: [], contacts: [] };

  it('may be nothing but a node', () => {
    expect(readNodeMetadata(leaf)).toEqual(nothing);
    expect(readNodeMetadata({ ...leaf, identities: [] })).toBeUndefined();
  });

  it('is left out where it makes no sense', () => {
    const field = (name: string, ...values: string[]) => ({ var: `pubsub#${name}`, values });
    const fields = [
      ...[field('creation_date', 'yesterday'), field('num_subscribers', '-1'), field('title', ' ')],
      ...[field('access_model', 'mine'), field('owner', '@', 'A@b.example'), field('type')],
    ];
    const formType = 'http://jabber.org/protocol/pubsub#meta-data';
    expect(readNodeMetadata({ ...leaf, forms: [{ formType, fields }] })).toEqual({
      ...nothing,
      owners: ['a@b.example'],
    });
  });
});
