import { describe, expect, it } from '@jest/globals';
import {
  NS_AVATAR_METADATA,
  NS_VCARD_TEMP,
  NS_VCARD_UPDATE,
  avatarId,
  xml,
  type Element,
} from '@xec/stanza';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions, type TestRoom } from '@xec/testing/rooms';
import { JoinRoom, muc } from '../muc/index.js';
import { SetAvailable, SetAway, SetUnavailable, presence } from '../presence/index.js';
import { GetVcard, SetVcard, vcard } from '../vcard/index.js';
import { avatar } from './index.js';

const account = 'juliet@capulet.example';
const self = `${account}/balcony`;
const binval = 'iVBORw0KGgo=';
const hash = avatarId(binval) ?? '';
const other = '01b87fcd030b72895ff8e88db57ec525450f000d';
const converted = ['urn:xmpp:pep-vcard-conversion:0'];

const open = (options: Partial<RoomOptions> = {}): TestRoom =>
  openRoom([presence, muc, avatar], { self, ...options });

/** Online, and its first presence has come back. */
const online = (options?: Partial<RoomOptions>): TestRoom => {
  const room = open(options);
  room.online();
  comesBack(room);
  room.sent.length = 0;
  return room;
};

const presences = (room: TestRoom): Element[] => room.sent.filter((el) => el.is('presence'));
const asked = (room: TestRoom): Element[] =>
  room.sent.filter((el) => el.getChild('vCard', NS_VCARD_TEMP) !== undefined);

/** What the last presence says: `nothing` without an update, `?` for an empty one. */
function said(room: TestRoom): string {
  const update = presences(room).at(-1)?.getChild('x', NS_VCARD_UPDATE);
  return update === undefined ? 'nothing' : (update.getChildText('photo') ?? '?');
}

/** As servers give a presence back to who sent it (RFC 6121 section 4.2.2). */
function comesBack(room: TestRoom): void {
  const update = presences(room).at(-1)?.getChild('x', NS_VCARD_UPDATE);
  room.receive(`<presence xmlns='jabber:client' from='${self}'>${String(update ?? '')}</presence>`);
}

const resource = (room: TestRoom, photo: string): void => {
  room.receive(
    `<presence xmlns='jabber:client' from='${account}/phone'><x xmlns='${NS_VCARD_UPDATE}'>${photo}</x></presence>`,
  );
};

const card = (photo?: string): Element =>
  xml(
    'vCard',
    { xmlns: NS_VCARD_TEMP },
    photo !== undefined && xml('PHOTO', {}, xml('BINVAL', {}, photo)),
  );

const publishes = (room: TestRoom, id?: string): void => {
  const info = id === undefined ? '' : `<info id='${id}' type='image/png' bytes='8'/>`;
  room.receive(
    `<message xmlns='jabber:client' from='${account}'><event xmlns='http://jabber.org/protocol/pubsub#event'>
      <items node='${NS_AVATAR_METADATA}'><item id='${id ?? 'none'}'><metadata xmlns='${NS_AVATAR_METADATA}'>${info}</metadata></item></items>
    </event></message>`,
  );
};

describe('our presence', () => {
  it('says that we speak of photos, and of which one when it is known', () => {
    const room = open();
    room.online();
    expect(said(room)).toBe('?');
    comesBack(room);
    void room.request(new GetVcard({}));
    room.answer({}, card(binval));
    expect(said(room)).toBe(hash);
    expect(presences(room)).toHaveLength(2);
    toEqualXml(
      presences(room).at(-1)?.getChild('x', NS_VCARD_UPDATE),
      fixture('avatar/vcard-update', {}).getChild('x')?.toString().replace(other, hash) ?? '',
    );
  });

  it.each<[string, Element | undefined]>([
    ['without a photo', card()],
    ['that is not there', undefined],
  ])('says for a vCard %s that there is none', (_what, reply) => {
    const room = online();
    void room.request(new GetVcard({})).catch(() => undefined);
    if (reply === undefined) room.refuse('item-not-found');
    else room.answer({}, reply);
    expect(said(room)).toBe('');
  });

  it('says nothing of a photo that cannot be told', () => {
    const room = online();
    void room.request(new GetVcard({}));
    room.answer({}, card('*'));
    expect(presences(room)).toEqual([]);
  });

  it('is said again as it was chosen, once for each change', () => {
    const room = online();
    void room.request(new SetAway({ status: 'on the balcony' }));
    for (const photo of [binval, binval, 'AQ==']) {
      void room.request(new SetVcard({ vcard: { photo: { binval: photo } } }));
      room.answer();
    }
    const [, ...again] = presences(room);
    expect(again.map((el) => el.getChildText('show'))).toEqual(['away', 'away']);
    expect(again.map((el) => el.getChildText('status'))).toEqual(Array(2).fill('on the balcony'));
    expect(said(room)).toBe(avatarId('AQ=='));
  });

  it('says in rooms what it says to all', () => {
    const room = online();
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    void room.request(new JoinRoom({ room: 'garden@rooms.example', nick: 'juliet' }));
    expect(room.sent.at(-1)?.attrs['to']).toBe('garden@rooms.example/juliet');
    expect(said(room)).toBe(hash);
  });

  it('says it at once on the next stream', () => {
    const room = online();
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    room.online();
    expect(said(room)).toBe(hash);
    const { length } = presences(room);
    comesBack(room);
    expect(presences(room)).toHaveLength(length);
  });

  it('is said again when the photo came while it was on its way, however often it comes back', () => {
    const room = open();
    room.online();
    const before = `<presence xmlns='jabber:client' from='${self}'><x xmlns='${NS_VCARD_UPDATE}'/></presence>`;
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    expect(presences(room)).toHaveLength(1);
    room.receive(before);
    room.receive(before);
    expect(presences(room)).toHaveLength(2);
    expect(said(room)).toBe(hash);
  });

  it('does not come by it, where the application did not say that we are here', () => {
    const room = open();
    room.online([], false);
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    expect(presences(room)).toEqual([]);
    void room.request(new SetAvailable({}));
    expect(said(room)).toBe(hash);
  });

  it('does not come back by it', () => {
    const room = online();
    void room.request(new SetUnavailable({}));
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    expect(presences(room)).toHaveLength(1);
  });
});

describe('the own picture of XEP-0084', () => {
  it('has us look into the vCard, whose photo counts, once', () => {
    const room = online();
    publishes(room, hash);
    publishes(room, hash);
    expect(asked(room)).toHaveLength(1);
    room.answer({}, card());
    expect(said(room)).toBe('');
    room.online();
    publishes(room, hash);
    expect(asked(room)).toHaveLength(1);
    publishes(room);
    expect(asked(room)).toHaveLength(1); // none is known already
  });

  it('is not looked for where the vCard is known to have it', () => {
    const room = online();
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    room.sent.length = 0;
    publishes(room, hash);
    expect(room.sent).toEqual([]);
  });
});

describe('another resource', () => {
  const known = (): TestRoom => {
    const room = online();
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    room.sent.length = 0;
    return room;
  };

  it.each([`<photo>${other}</photo>`, '<photo/>'])(
    'that says %s has us look into the vCard, and say nothing of a photo meanwhile',
    (photo) => {
      const room = known();
      resource(room, photo);
      resource(room, '<photo/>');
      expect(said(room)).toBe('?');
      expect(room.sent).toHaveLength(2);
      expect(asked(room)).toHaveLength(1);
      room.answer({}, card('AQ=='));
      expect(said(room)).toBe(avatarId('AQ=='));
    },
  );

  it.each([`<photo>${hash}</photo>`, ''])('that says "%s" changes nothing', (photo) => {
    const room = known();
    resource(room, photo);
    expect(room.sent).toEqual([]);
  });

  it('is not one of somebody else', () => {
    const room = known();
    room.receive(
      `<presence xmlns='jabber:client' from='romeo@montague.example/x'><x xmlns='${NS_VCARD_UPDATE}'><photo/></x></presence>`,
    );
    expect(room.sent).toEqual([]);
  });
});

describe('nothing of it is said', () => {
  it('where the service does all of it', () => {
    const room = online({ announced: converted });
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    room.sent.length = 0;
    publishes(room, other);
    resource(room, `<photo>${other}</photo>`);
    expect(room.sent).toEqual([]);
    void room.request(new SetAvailable({}));
    expect(said(room)).toBe('nothing');
  });

  it('by who does not use avatars', () => {
    const room = openRoom([presence, vcard], { self });
    room.online();
    void room.request(new SetVcard({ vcard: { photo: { binval } } }));
    room.answer();
    expect(presences(room)).toHaveLength(1);
    expect(said(room)).toBe('nothing');
    expect(room.engine.facts.all('ownPhoto').size).toBe(0);
  });
});
