import { describe, expect, it } from '@jest/globals';
import { submitForm, type DataForm } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import { GetSearchForm, SearchChannels, extendedChannelSearch } from './index.js';

const self = 'client@user.example/x';
const to = 'search.service.example';
const query = { text: 'xmpp.org', order: 'address' } as const;
const id = (room: TestRoom) => String(room.sent.at(-1)?.attrs['id']);
const from = (name: string, room: TestRoom, sender = to) =>
  fixture(`extended-channel-search/${name}`, { id: id(room), from: sender });
const open = () => openRoom(extendedChannelSearch, { self });

describe('a search', () => {
  it('finds one page', async () => {
    const room = open();
    const asked = room.request(new SearchChannels({ to, query, page: { max: 5 } }));
    const expected = { id: id(room), from: undefined };
    toEqualXml(room.sent[0], fixture('extended-channel-search/search', expected));
    room.receive(from('result', room, 'evil.example'));
    expect(room.keys).toEqual([]);
    room.receive(from('result', room));
    const { channels, page } = fixtureJson<Record<string, unknown>>(
      'extended-channel-search/result',
    );
    await expect(asked).resolves.toEqual({ to, channels, page });
    expect(room.keys).toEqual(['extendedchannelsearch_search_handle']);
  });

  it('may be of the service’s own form', async () => {
    const room = open();
    const asked = room.request(new GetSearchForm({ to }));
    const expected = { id: id(room), from: undefined };
    toEqualXml(room.sent[0], fixture('extended-channel-search/form-request', expected));
    room.receive(from('form', room));
    const { form } = fixtureJson<{ form: DataForm }>('extended-channel-search/form');
    await expect(asked).resolves.toEqual({ to, form });
    void room.request(new SearchChannels({ to, form: submitForm(form, { q: 'gardens' }) }));
    expect(String(room.sent[1])).toContain('<field var="q"><value>gardens</value></field>');
  });

  it.each([
    ['rate-limit', { condition: 'resource-constraint', retryAfter: 30 }],
    ['conflict', { condition: 'not-allowed', application: [{ name: 'conflicting-fields' }] }],
    ['terms', { text: 'Search terms must have at least three characters.' }],
  ])('may be refused: %s', async (name, content) => {
    const room = open();
    const asked = room.request(new SearchChannels({ to, query }));
    room.receive(from(name, room));
    await expect(asked).rejects.toMatchObject({ action: 'ExtendedChannelSearch/Search' });
    const key = 'extendedchannelsearch_search_error';
    expect(room.packets).toMatchObject([{ key, content: { to, ...content } }]);
  });

  it('fails with an answer that is none', () => {
    const room = open();
    void room.request(new SearchChannels({ to, query: {} }));
    room.answer();
    void room.request(new GetSearchForm({ to }));
    room.answer();
    void room.request(new GetSearchForm({ to }));
    room.refuse('forbidden');
    expect(room.keys).toEqual([
      'extendedchannelsearch_search_errormalformedreply',
      'extendedchannelsearch_getform_errormalformedreply',
      'extendedchannelsearch_getform_errorforbidden',
    ]);
  });
});
