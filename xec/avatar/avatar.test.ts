import { describe, expect, it } from '@jest/globals';
import { NS_AVATAR_METADATA, stanzaError } from '@xec/stanza';
import { fixture } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { pepContract } from '@xec/testing/contracts';
import {
  GetAvatar,
  GetAvatarMetadata,
  RetractAvatarMetadata,
  SetAvatar,
  SetAvatarMetadata,
  avatar,
} from './index.js';

const self = 'bob@localhost/pep';
const id = '4a5eb7171b58e08a6881721e3b43d5a44419a2be';
const open = () => openRoom(avatar, { self });
const dataIn = (server: string) => fixture(`avatar/data-${server}`).getChild('pubsub');

describe('the metadata of an avatar', () => {
  pepContract({
    feature: avatar,
    name: 'AvatarMetadata',
    node: NS_AVATAR_METADATA,
    Publish: SetAvatarMetadata,
    Retract: RetractAvatarMetadata,
    Get: GetAvatarMetadata,
    events: ['avatar/example', 'avatar/metadata-prosody', 'avatar/metadata-ejabberd'],
    content: { infos: [{ id: 'a', type: 'image/png', bytes: 1 }] },
    payload: `<metadata xmlns="${NS_AVATAR_METADATA}"><info id="a" type="image/png" bytes="1"/></metadata>`,
    id: 'a',
    garbage: ["<metadata xmlns='urn:example'/>"],
  });
});

describe('asking for a picture', () => {
  it.each(['prosody', 'ejabberd'])('gets the bytes of that hash, as from %s', async (server) => {
    const room = open();
    const asked = room.request(new GetAvatar({ to: 'alice@localhost', id }));
    room.answer({ from: 'evil.example' }, dataIn(server));
    expect(room.keys).toEqual([]);
    room.answer({}, dataIn(server));
    await expect(asked).resolves.toMatchObject({ from: 'alice@localhost', id });
    expect(room.keys).toEqual(['avatar_get_handle']);
  });

  it('throws other bytes away', () => {
    const room = open();
    const wrong = dataIn('prosody');
    const el = wrong?.getChild('items')?.getChild('item')?.getChild('data');
    if (el) el.children = ['AQ=='];
    void room.request(new GetAvatar({ to: 'alice@localhost', id }));
    room.answer({}, wrong);
    void room.request(new GetAvatar({ to: 'alice@localhost', id }));
    room.answer();
    expect(room.keys).toEqual(['avatar_get_errormalformedreply', 'avatar_get_errormalformedreply']);
  });

  it('reports a refusal', () => {
    const room = open();
    void room.request(new GetAvatar({ id }));
    room.refuse('item-not-found');
    expect(room.keys).toEqual(['avatar_get_erroritemnotfound']);
  });
});

describe('a picture that comes unasked', () => {
  const event = (inside: string, outside = 'message') =>
    `<${outside} xmlns='jabber:client' from='alice@localhost' id='e1'><event xmlns='http://jabber.org/protocol/pubsub#event'>${inside}</event></${outside}>`;
  const items = (name: string, node = 'urn:xmpp:avatar:data') => {
    const list = fixture(name).getChild('pubsub')?.getChild('items');
    const data = list?.getChild('item')?.getChild('data', 'urn:xmpp:avatar:data');
    const id = list?.getChild('item')?.attrs['id'] as string; // the fixture has it
    return { id, base64: data?.getText(), xml: wrapped(id, String(data), node) };
  };
  const wrapped = (id: string, data: string, node: string) =>
    event(`<items node='${node}'><item id='${id}'>${data}</item></items>`);

  it('is told under the hash of its bytes, credited to whom it came from', () => {
    const room = open();
    const { id: hash, base64, xml } = items('avatar/data-prosody');
    room.receive(xml);
    expect(room.packets).toMatchObject([
      { key: 'avatardata', content: { from: 'alice@localhost', id: hash, base64 } },
    ]);
  });

  it('is thrown away with other bytes, of another node and at another place', () => {
    const room = open();
    const { id: hash, xml } = items('avatar/data-prosody');
    room.receive(xml.replaceAll(hash, 'a'.repeat(40)));
    room.receive(xml.replace('urn:xmpp:avatar:data', 'urn:xmpp:avatar:other'));
    room.receive(xml.replaceAll('<message', '<presence').replaceAll('</message', '</presence'));
    expect(room.packets).toEqual([]);
  });
});

describe('giving oneself a picture', () => {
  const picture = { base64: 'AQID', type: 'image/png', width: 1, height: 1 };
  const sha1 = '7037807198c22a7d2b0807371d763779a84fdfcf';

  it('stores it, and then says so', async () => {
    const room = open();
    const asked = room.request(new SetAvatar({ ...picture, accessModel: 'open' }));
    expect(room.sent[0]?.toString()).toContain(`<item id="${sha1}">`);
    room.answer();
    await expect(asked).resolves.toEqual({ id: sha1 });
    const info = room.sent[1]?.toString();
    expect(info).toContain(`id="${sha1}" type="image/png" bytes="3" width="1" height="1"`);
    expect(info).toContain('publish-options');
    room.answer();
    expect(room.keys).toEqual(['avatar_set_handle', 'avatar_setmetadata_handle']);
  });

  it.each(['feature-not-implemented', 'bad-request', 'not-allowed'] as const)(
    'reports a refusal: %s',
    (condition) => {
      const room = open();
      void room.request(new SetAvatar(picture));
      room.refuse(condition);
      expect(room.keys).toEqual([`avatar_set_error${condition.replaceAll('-', '')}`]);
    },
  );

  it('reports that it is too big', () => {
    const room = open();
    void room.request(new SetAvatar(picture));
    const xmlns = 'http://jabber.org/protocol/pubsub#errors';
    room.refuse(
      stanzaError('not-acceptable', { application: [{ name: 'payload-too-big', xmlns }] }),
    );
    expect(room.keys).toEqual(['avatar_set_errorpayloadtoobig']);
  });

  it('is for pictures', () => {
    expect(() => new SetAvatar({ ...picture, base64: 'no base64' })).toThrow(TypeError);
  });
});

describe('the photo in a presence', () => {
  const presence = (inside: string, attrs = '') =>
    `<presence xmlns='jabber:client' from='alice@localhost/x' ${attrs}><x xmlns='vcard-temp:x:update'>${inside}</x></presence>`;

  it('is told by its hash', () => {
    const room = open();
    room.receive(presence(`<photo>${id}</photo>`));
    room.receive(presence('<photo/>'));
    expect(room.contents('vcardphoto')).toEqual([
      { from: 'alice@localhost/x', hash: id },
      { from: 'alice@localhost/x', hash: '' },
    ]);
  });

  it('is passed over where it says nothing, and at another place', () => {
    const room = open();
    room.receive(presence(''));
    room.receive(presence('<photo>no hash</photo>'));
    room.receive(presence(`<photo>${id}</photo>`, "type='unavailable'"));
    room.receive(presence(`<photo>${id}</photo>`).replaceAll('presence', 'message'));
    expect(room.packets).toEqual([]);
  });
});
