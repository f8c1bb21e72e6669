import { expect, it } from '@jest/globals';
import { createClient } from '@xec/client';
import { allFeatures, payloadHash, silentLog } from '@xec/xec';

it('keeps the keys that Moxl published', () => {
  const client = createClient({
    jid: 'juliet@capulet.example',
    service: 'wss://capulet.example',
    features: allFeatures,
    log: silentLog,
  });
  const golden = [
    'roster_additem_handle',
    'vcard_get_handle',
    'vcard_get_erroritemnotfound',
    'saslfailure',
  ];
  expect(golden.filter((key) => !client.registry.keys.has(key))).toEqual([]);
  // A name may be that of several: Post is heard at two places.
  const hashes = client.registry.registrations.map(
    ({ description, name, xmlns, node }) => `${description.name} ${payloadHash(name, xmlns, node)}`,
  );
  expect(hashes).toEqual(
    expect.arrayContaining([
      'Message 9b98cd868d07fb7f6d6cb39dad31f10e',
      'Presence e83b2aea042b74b1bec00b7d1bba2405',
      'Post 96c06e02022480352b6c581286b7eefb',
    ]),
  );
});
