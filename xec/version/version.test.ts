import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { GetVersion, XEC_VERSION, version } from './index.js';

const self = 'bob@localhost/lv';

describe('version', () => {
  it('is that of the package', () => {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    );
    expect(manifest).toMatchObject({ version: XEC_VERSION });
  });

  it('is told to anyone, without the operating system', () => {
    const room = openRoom(version, { self });
    room.receive(fixture('version/asked'));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='result' id='alice-11' to='alice@localhost/lv'>
         <query xmlns='jabber:iq:version'><name>Xec</name><version>${XEC_VERSION}</version></query>
       </iq>`.replace(/\n\s*/g, ''),
    );
  });

  it('refuses a set', () => {
    const room = openRoom(version, { self });
    room.receive(fixture('version/asked', { type: 'set' }));
    expect(room.sent[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
  });

  it.each(['prosody', 'ejabberd'])('tells what %s is', async (server) => {
    const room = openRoom(version, { self });
    const asked = room.request(new GetVersion({ jid: 'localhost' }));
    const { note: _note, ...expected } = fixtureJson<{ note: string }>(`version/server-${server}`);
    room.answer({ from: 'evil.example' }, fixture(`version/server-${server}`).getChild('query'));
    expect(room.keys).toEqual([]);
    room.answer({}, fixture(`version/server-${server}`).getChild('query'));
    room.answer({}, fixture(`version/server-${server}`).getChild('query'));
    await expect(asked).resolves.toEqual({ jid: 'localhost', ...expected });
    expect(room.keys).toEqual(['version_get_handle']);
  });

  it('reports a refusal, and an answer that says nothing', async () => {
    const room = openRoom(version, { self });
    void room.request(new GetVersion({ jid: 'bob@localhost' }));
    room.refuse('service-unavailable', { from: 'bob@localhost' });
    const asked = room.request(new GetVersion({ jid: 'localhost' }));
    room.answer();
    await expect(asked).rejects.toMatchObject({ condition: 'malformed-reply' });
    expect(room.keys).toEqual([
      'version_get_errorserviceunavailable',
      'version_get_errormalformedreply',
    ]);
  });
});
