import { describe, expect, it } from '@jest/globals';
import { xml, type Element } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import {
  GetArchive,
  GetArchiveConfig,
  GetArchiveMetadata,
  SetArchiveConfig,
  mam,
} from './index.js';

const self = 'alice@localhost/mam';
const account = 'alice@localhost';
const garden = 'garden@conference.localhost';
const open = (announced: readonly string[] = ['urn:xmpp:mam:2', 'urn:xmpp:mam:2#extended']) =>
  openRoom(mam, { self, announced, rooms: { [garden]: { nick: 'alice' } } });

const idOf = (room: TestRoom): string => String(room.sent.at(-1)?.attrs['id']);
const queryOf = (room: TestRoom): Element | undefined => room.sent.at(-1)?.getChild('query');
const answer = (room: TestRoom, name: string) =>
  fixture(`mam/${name}`, { id: idOf(room), from: undefined });
const fin = (last: string | undefined, isComplete = false, ns = 'urn:xmpp:mam:2') =>
  xml(
    'fin',
    { xmlns: ns, complete: isComplete ? 'true' : undefined },
    xml(
      'set',
      { xmlns: 'http://jabber.org/protocol/rsm' },
      last !== undefined && [xml('first', {}, 'f'), xml('last', {}, last)],
    ),
  );
const result = (queryId: string, id: string, from = account, inner = 'bob@localhost', ns = '2') =>
  `<message xmlns='jabber:client' from='${from}' to='${self}'><result xmlns='urn:xmpp:mam:${ns}' queryid='${queryId}' id='${id}'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='${inner}' to='${account}' type='chat'><body>${id}</body><request xmlns='urn:xmpp:receipts'/></message></forwarded></result></message>`;

describe('asking an archive', () => {
  it('says what is wanted', () => {
    const room = open();
    const { query } = fixtureJson<{ query: ConstructorParameters<typeof GetArchive>[0] }>(
      'mam/query',
    );
    void room.request(new GetArchive(query));
    toEqualXml(room.sent[0], fixture('mam/query', { id: idOf(room) }));
  });

  it('makes a name for each query', () => {
    expect(new GetArchive().params.queryId).toMatch(/^[0-9a-f]{24}$/);
    expect(new GetArchive().params.queryId).not.toBe(new GetArchive().params.queryId);
  });

  it.each([
    [['urn:xmpp:mam:0', 'urn:xmpp:mam:1', 'urn:xmpp:mam:2'], 'urn:xmpp:mam:2'],
    [['urn:xmpp:mam:0', 'urn:xmpp:mam:1'], 'urn:xmpp:mam:1'],
    [['urn:xmpp:mam:0'], 'urn:xmpp:mam:0'],
    [[], 'urn:xmpp:mam:2'],
  ])('of %j speaks %s', (announced, version) => {
    const room = open(announced);
    void room.request(new GetArchive({ filter: { with: 'bob@localhost' } }));
    expect(queryOf(room)?.attrs['xmlns']).toBe(version);
    expect(String(queryOf(room))).toContain(`<value>${version}</value>`);
  });

  it('for what only extended ones have, throws where it is none', async () => {
    for (const params of [{ isFlipped: true }, { filter: { afterId: 'x' } }] as const) {
      await expect(open([]).request(new GetArchive(params))).rejects.toThrow('#extended');
      void open().request(new GetArchive(params));
    }
  });
});

describe('what comes', () => {
  it.each(['prosody', 'ejabberd'])('is told, and then its end, as of %s', async (server) => {
    const room = open();
    const asked = room.request(new GetArchive({ queryId: 'q1' }));
    room.receive(fixture(`mam/result-${server}`));
    const { content } = fixtureJson<{ content: unknown }>(`mam/result-${server}`);
    expect(room.contents('mamresult')).toEqual([content]);
    room.receive(answer(room, `fin-${server}`));
    const { fin: ended } = fixtureJson<{ fin: object }>(`mam/fin-${server}`);
    await expect(asked).resolves.toEqual({
      archive: account,
      queryId: 'q1',
      ...ended,
      received: 1,
    });
    expect(room.keys).toEqual(['mamresult', 'mam_get_handle']);
    expect(room.sent).toHaveLength(1); // no receipt for what is archived
    room.receive(fixture(`mam/result-${server}`, { id: 'late' }));
    expect(room.contents('mamresult')).toHaveLength(1);
    expect([...room.engine.facts.all('query')]).toEqual([]);
  });

  it('is told of a room what its occupants said', () => {
    const room = open();
    void room.request(new GetArchive({ archive: garden, queryId: 'rq1' }));
    expect(room.sent[0]?.attrs['to']).toBe(garden);
    room.receive(fixture('mam/result-room'));
    const { content } = fixtureJson<{ content: object }>('mam/result-room');
    expect(room.contents('mamresult')).toMatchObject([content]);
    room.receive(result('rq1', 'x', garden, 'bob@localhost'));
    room.receive(result('rq1', 'y', garden, `${garden}.evil.example/bob`));
    room.receive(result('rq1', 'z', `${garden}/bob`, `${garden}/bob`));
    expect(room.contents('mamresult')).toHaveLength(1);
  });

  it.each([
    ['another account', result('q', 'a', 'mallory@evil.example')],
    ['an own client', result('q', 'a', `${account}/x`)],
    ['another archive that is asked', result('q', 'a', garden, `${garden}/bob`)],
    ['the own archive for another query', result('q2', 'a')],
    ['nobody at all', result('', 'a')],
    ['another protocol', result('q', 'a', account, 'bob@localhost', 'tmp')],
    ['another place', `<iq xmlns='jabber:client' type='set' id='i'>${result('q', 'a')}</iq>`],
  ])('is ignored of %s', (_who, stanza) => {
    const room = open();
    void room.request(new GetArchive({ queryId: 'q' }));
    void room.request(new GetArchive({ archive: garden, queryId: 'q2' }));
    room.receive(stanza);
    expect(room.packets).toEqual([]);
  });

  it('is ignored where nothing was asked, and told once', () => {
    const room = open();
    room.receive(fixture('mam/result-ejabberd'));
    expect(room.packets).toEqual([]);
    void room.request(new GetArchive({ queryId: 'q1' }));
    room.receive(fixture('mam/result-ejabberd'));
    room.receive(fixture('mam/result-ejabberd'));
    expect(room.contents('mamresult')).toHaveLength(1);
  });

  it('is taken in older protocols', () => {
    const room = open(['urn:xmpp:mam:1']);
    void room.request(new GetArchive({ queryId: 'q' }));
    room.receive(result('q', 'a', account, 'bob@localhost', '1'));
    room.answer({}, fin('a', true, 'urn:xmpp:mam:1'));
    expect(room.keys).toEqual(['mamresult', 'mam_get_handle']);
  });

  it.each([
    ['unknown-id-prosody', 'erroritemnotfound'],
    ['bad-start-prosody', 'errorbadrequest'],
    ['bad-start-ejabberd', 'errorbadrequest'],
  ])('may be refused: %s', (name, method) => {
    const room = open();
    void room.request(new GetArchive({}));
    room.receive(answer(room, name));
    expect(room.keys).toEqual([`mam_get_${method}`]);
    expect([...room.engine.facts.all('query')]).toEqual([]);
  });

  it('ends malformed without fin, and late', () => {
    const room = open();
    void room.request(new GetArchive({}));
    room.answer();
    void room.request(new GetArchive({}), { timeoutMs: 1000 });
    room.runtime.advance(1200);
    expect(room.keys).toEqual(['mam_get_errormalformedreply', 'mam_get_errortimeout']);
    expect([...room.engine.facts.all('query')]).toEqual([]);
  });
});

describe('an archive that answers before it sends (urn:xmpp:mam:0)', () => {
  const NS = 'urn:xmpp:mam:0';
  const end = (queryId: string, last: string | undefined, isComplete = true, from = account) =>
    `<message xmlns='jabber:client' from='${from}' to='${self}'><fin xmlns='${NS}' queryid='${queryId}' complete='${isComplete}'><set xmlns='http://jabber.org/protocol/rsm'>${last === undefined ? '' : `<first>f</first><last>${last}</last>`}</set></fin></message>`;
  const old = (queryId: string, id: string) => result(queryId, id, account, 'bob@localhost', '0');

  it('is asked for something else, and has ended when it answers that', async () => {
    const room = open([NS]);
    const asked = room.request(new GetArchive({ queryId: 'q' }));
    room.answer();
    expect(room.keys).toEqual([]);
    toEqualXml(
      room.sent[1],
      `<iq xmlns='jabber:client' type='get' id='${idOf(room)}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`,
    );
    room.receive(old('q', 'a'));
    room.receive(old('q', 'a'));
    room.receive(old('q', 'b'));
    room.receive(end('q', 'b'));
    expect(room.keys).toEqual(['mamresult', 'mamresult']);
    room.answer();
    await expect(asked).resolves.toMatchObject({ isComplete: true, received: 2 });
    expect([...room.engine.facts.all('query')]).toEqual([]);
  });

  it('comes page after page', async () => {
    const room = open([NS]);
    const asked = room.request(new GetArchive({ page: { max: 1 }, all: true }));
    const ids: string[] = [];
    for (const id of ['a', 'b']) {
      const queryId = String(queryOf(room)?.attrs['queryid']);
      ids.push(queryId);
      expect(queryOf(room)?.attrs['xmlns']).toBe(NS);
      room.answer();
      room.receive(old(queryId, id));
      room.receive(end(queryId, id, id === 'b'));
      room.answer();
    }
    expect(new Set(ids).size).toBe(2);
    await expect(asked).resolves.toMatchObject({ isComplete: true, received: 2 });
  });

  it('is asked again where the end is late, and not for ever', async () => {
    const room = open([NS]);
    const late = room.request(new GetArchive({ queryId: 'q' }));
    for (let turn = 0; turn < 3; turn++) room.answer();
    room.receive(old('q', 'a'));
    room.answer();
    room.receive(end('q', 'a'));
    room.answer();
    await expect(late).resolves.toMatchObject({ received: 1 });
    const never = room.request(new GetArchive({ queryId: 'q2' }));
    for (let turn = 0; turn < 6; turn++) room.answer();
    await expect(never).rejects.toThrow('expected a message with a fin');
    expect([...room.engine.facts.all('query')]).toEqual([]);
  });

  it.each([
    ['another account', end('q', 'x', true, 'mallory@evil.example')],
    ['an own client', end('q', 'x', true, `${account}/x`)],
    ['another archive that is asked', end('q', 'x', true, garden)],
    ['the own archive for another query', end('q2', 'x')],
    ['the own archive, without a page', end('q', 'x').replace(/<set.*set>/u, '')],
    ['the own archive in another protocol', end('q', 'x').replace(NS, 'urn:xmpp:mam:2')],
    [
      'the own archive in an iq',
      `<iq xmlns='jabber:client' type='result' id='i'>${end('q', 'x')}</iq>`,
    ],
  ])('does not end by what is said by %s', (_who, stanza) => {
    const room = open([NS]);
    void room.request(new GetArchive({ queryId: 'q' }));
    room.answer();
    void room.request(new GetArchive({ archive: garden, queryId: 'q2' }));
    room.receive(stanza);
    expect(room.engine.facts.get('query', 'q')).toEqual({ archive: account });
    expect(room.packets).toEqual([]);
  });

  it('ends once: the first word counts', () => {
    const room = open([NS]);
    void room.request(new GetArchive({ queryId: 'q' }));
    room.receive(end('q', 'x', false));
    room.receive(end('q', 'y', true));
    room.answer(); // what came before the answer counts as well
    expect(room.contents('mam_get_handle')).toMatchObject([{ isComplete: false }]);
  });
});

describe('a whole archive', () => {
  const setOf = (room: TestRoom) => String(queryOf(room)?.getChild('set'));
  /** Sends these messages and the end of their page. */
  const page = (room: TestRoom, ids: readonly string[], isComplete = false) => {
    const queryId = String(queryOf(room)?.attrs['queryid']);
    for (const id of ids) room.receive(result(queryId, id));
    const [first = ''] = ids;
    const el = fin(ids.at(-1), isComplete);
    el.getChild('set')?.getChild('first')?.children.splice(0, 1, first);
    room.answer({}, el);
  };

  it('comes page after page, and is answered once', async () => {
    const room = open();
    const asked = room.request(new GetArchive({ page: { max: 2 }, all: true }));
    page(room, ['a', 'b']);
    expect(setOf(room)).toContain('<max>2</max><after>b</after>');
    page(room, ['c', 'd']);
    expect(room.contents('mam_get_handle')).toEqual([]);
    page(room, ['e'], true);
    await expect(asked).resolves.toMatchObject({ isComplete: true, received: 5 });
    expect(room.keys).toEqual([...Array<string>(5).fill('mamresult'), 'mam_get_handle']);
    expect(
      new Set(room.sent.map((iq) => iq.getChild('query')?.attrs['queryid'] as string)).size,
    ).toBe(3);
    expect([...room.engine.facts.all('query')]).toEqual([]);
  });

  it('comes backwards', () => {
    const room = open();
    void room.request(new GetArchive({ page: { max: 2, before: '' }, all: true }));
    page(room, ['c', 'd']);
    expect(setOf(room)).toContain('<max>2</max><before>c</before>');
    page(room, ['a', 'b'], true);
    expect(room.contents('mam_get_handle')).toMatchObject([{ received: 4 }]);
  });

  it('ends where an archive does not go on', () => {
    const room = open();
    void room.request(new GetArchive({ page: { max: 2, after: 'b' }, all: true }));
    page(room, ['b']);
    expect(room.contents('mam_get_handle')).toMatchObject([{ isComplete: false }]);
    void room.request(new GetArchive({ all: true }));
    page(room, []);
    expect(room.contents('mam_get_handle')).toHaveLength(2);
  });

  it('tells nothing twice of a page that is asked for again', async () => {
    const room = open();
    const asked = room.request(new GetArchive({ queryId: 'q', page: { max: 3 }, all: true }));
    room.receive(result('q', 'a'));
    room.engine.lost({ lastSent: undefined, withdrawn: [], dropped: new Set() });
    room.runtime.flush();
    expect(room.sent).toHaveLength(2);
    page(room, ['a', 'b', 'c'], true);
    await expect(asked).resolves.toMatchObject({ received: 3 });
    const told = room.contents('mamresult') as { id: string }[];
    expect(told.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('fails where a page does', async () => {
    const room = open();
    const asked = room.request(new GetArchive({ all: true }));
    page(room, ['a']);
    room.refuse('item-not-found', { from: account });
    await expect(asked).rejects.toMatchObject({ condition: 'item-not-found' });
  });
});

describe('what an archive is and keeps', () => {
  it('is asked for', async () => {
    const room = open();
    const asked = room.request(new GetArchiveMetadata({}));
    room.receive(answer(room, 'metadata-prosody'));
    const { metadata } = fixtureJson<{ metadata: object }>('mam/metadata-prosody');
    await expect(asked).resolves.toEqual({ archive: account, ...metadata });
    void room.request(new GetArchiveMetadata({}));
    room.receive(answer(room, 'metadata-ejabberd'));
    void room.request(new GetArchiveMetadata({}));
    room.answer();
    expect(room.keys.slice(1)).toEqual([
      'mam_getmetadata_errorbadrequest',
      'mam_getmetadata_errormalformedreply',
    ]);
  });

  it.each(['prosody', 'ejabberd'])('is read and written, as of %s', async (server) => {
    const room = open();
    type Preferences = ConstructorParameters<typeof SetArchiveConfig>[0];
    const { preferences } = fixtureJson<{ preferences: Preferences }>(`mam/prefs-${server}`);
    const got = room.request(new GetArchiveConfig());
    toEqualXml(room.sent[0]?.getChild('prefs'), "<prefs xmlns='urn:xmpp:mam:2'/>");
    room.receive(answer(room, `prefs-${server}`));
    await expect(got).resolves.toEqual(preferences);
    const set = room.request(new SetArchiveConfig(preferences));
    toEqualXml(room.sent[1], fixture('mam/set-prefs', { id: idOf(room) }));
    room.receive(answer(room, `prefs-${server}`));
    await expect(set).resolves.toEqual(preferences);
    void room.request(new GetArchiveConfig());
    room.answer();
    void room.request(new GetArchiveConfig());
    room.refuse('feature-not-implemented', { from: account });
    void room.request(new SetArchiveConfig(preferences));
    room.refuse('feature-not-implemented', { from: account });
    expect(room.keys.slice(2)).toEqual([
      'mam_getconfig_errormalformedreply',
      'mam_getconfig_errorfeaturenotimplemented',
      'mam_setconfig_errorfeaturenotimplemented',
    ]);
  });
});
