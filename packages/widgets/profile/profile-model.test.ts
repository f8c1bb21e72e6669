import { beforeEach, describe, expect, it } from '@jest/globals';
import { ProfileModel, type ProfilePacket } from './profile-model.js';

const friar = 'friar@example';
type Content<K extends ProfilePacket['key']> = Extract<ProfilePacket, { key: K }>['content'];

let model: ProfileModel;
const tell = <K extends ProfilePacket['key']>(key: K, content: Content<K>): void => {
  // One of the union, whose key says which content it has.
  model.apply({ seq: 1, at: 1, key, content } as unknown as ProfilePacket);
};
const picture = (id: string, from = friar, url?: string): void =>
  tell('avatarmetadata', {
    ...{ from, id },
    content: { infos: [{ id, type: 'image/png', bytes: 9, ...(url !== undefined && { url }) }] },
  });

beforeEach(() => {
  model = new ProfileModel(friar);
  tell('session_state', { state: 'online', jid: 'juliet@example/1' });
});

describe('a profile', () => {
  it('is what somebody says of themselves', () => {
    tell('vcard', { from: friar, id: 'current', content: { fn: 'Laurence' } });
    tell('mood', { from: friar, id: 'current', content: { mood: 'calm' } });
    tell('tune', { from: friar, id: 'current', content: { title: 'Hum' } });
    tell('nickname', { from: friar, id: 'current', content: { nick: 'Friar' } });
    expect(model).toMatchObject({
      ...{ vcard: { fn: 'Laurence' }, mood: { mood: 'calm' }, tune: { title: 'Hum' } },
      ...{ nick: 'Friar', name: 'Friar' },
    });
    tell('mood_retract', { from: friar, id: 'current' });
    tell('vcard4_get_handle', { from: friar, items: [] });
    expect(model).toMatchObject({ mood: {}, vcard: {} });
  });

  it('is nobody else’s word', () => {
    tell('vcard', { from: 'evil@example', id: 'current', content: { fn: 'Evil' } });
    tell('nickname', { from: 'evil@example', id: 'current', content: { nick: 'Evil' } });
    picture('a', 'evil@example');
    expect(model).toMatchObject({ vcard: {}, name: 'friar', pictureId: undefined });
  });

  it('is one’s own where nobody is named', () => {
    model = new ProfileModel();
    expect(model.jid).toBeUndefined();
    tell('session_state', { state: 'online', jid: 'juliet@example/1' });
    tell('nickname', { from: 'juliet@example', id: 'current', content: { nick: 'Jule' } });
    expect(model).toMatchObject({ jid: 'juliet@example', name: 'Jule' });
  });

  it('has the picture whose hash they say, and no other', () => {
    picture('a');
    expect(model.pictureId).toBe('a');
    tell('avatar_get_handle', { from: friar, id: 'b', base64: 'eA==' });
    expect(model.picture).toBeUndefined();
    tell('avatar_get_handle', { from: friar, id: 'a', base64: 'eA==' });
    expect(model.picture).toBe('eA==');
    picture('c');
    expect(model).toMatchObject({ pictureId: 'c', picture: undefined });
    tell('avatarmetadata_retract', { from: friar, id: 'c' });
    expect(model.pictureId).toBeUndefined();
  });

  it('loads no picture from elsewhere', () => {
    picture('a', friar, 'https://tracker.example/a.png');
    expect(model.pictureId).toBeUndefined();
  });

  it('says whether they are a contact, and by which name', () => {
    const item = { jid: friar, name: 'Father', subscription: 'both', groups: [] };
    tell('roster_getlist_handle', { items: [item] } as unknown as Content<'roster_getlist_handle'>); // what is read of it
    expect(model).toMatchObject({ contactName: 'Father', name: 'Father' });
    const gone = { item: { ...item, subscription: 'remove' } };
    tell('roster', gone as unknown as Content<'roster'>); // what is read of it
    expect(model.contactName).toBeUndefined();
  });

  it('says whether they are blocked', () => {
    tell('blocked', { jids: [friar, 'x.example'] });
    expect(model.isBlocked).toBe(true);
    tell('unblocked', { jids: [friar] });
    expect(model.isBlocked).toBe(false);
    tell('blocking_request_handle', { jids: [friar] });
    expect(model.isBlocked).toBe(true);
    tell('unblocked', { all: true });
    expect(model.isBlocked).toBe(false);
  });
});
