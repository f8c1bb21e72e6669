import { iqGet, parse, parseJid, xml } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { TestRuntime } from '@xec/testing/rooms';
import * as v from 'valibot';
import { Action, action } from '../action/action.js';
import type { ActionContext } from '../action/context.js';
import { Deadlines } from './deadlines.js';
import { Engine } from './engine.js';
import { loadRehydration } from './load-rehydration.js';
import { defaultEngineLimits, type EngineHost } from './ports.js';
import { factChange } from '../facts.js';
import { feature } from '../feature.js';
import { Committer } from '../journal/committer.js';
import { unitOf, type PendingRecord } from '../journal/journal.js';
import { silentLog } from '../log.js';
import type { AnyPacket, RoomPackets } from '../packet/packet.js';
import { Registry } from '../registry.js';

const packets = {
  engine_ask_handle: v.object({ note: v.string() }),
  engine_bare_handle: v.object({}),
};

declare module '../packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Engine/Ask' | 'Engine/Bare' | 'Engine/Begun'
  > {}
}

@action('Engine/Ask', { params: v.object({ note: v.string() }) })
class Ask extends Action<'Engine/Ask', { note: string }> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: 'urn:example:engine' }));
  }

  override handle(_reply: unknown, ctx: ActionContext<'Engine/Ask'>) {
    ctx.deliver('handle', this.params);
  }
}

@action('Engine/Bare')
class Bare extends Action<'Engine/Bare'> {
  override build() {
    return iqGet(undefined, xml('bare', { xmlns: 'urn:example:engine' }));
  }

  override handle(_reply: unknown, ctx: ActionContext<'Engine/Bare'>) {
    ctx.deliver('handle', {});
  }
}

@action('Engine/Begun')
class Begun extends Action<'Engine/Begun'> {
  override build() {
    return iqGet(undefined, xml('begun', { xmlns: 'urn:example:engine' }));
  }

  override begin() {
    return [factChange('contact', 'nurse@capulet.example', { subscription: 'none' })];
  }
}

const record = (id: string, parts: Partial<PendingRecord> = {}): PendingRecord => ({
  id,
  name: 'Engine/Ask',
  version: 1,
  params: { note: id },
  kind: 'iq',
  deadline: new TestRuntime().now() + 10_000,
  timeoutMs: 10_000,
  session: 'one',
  ...parts,
});

/** A session that is taken over with these requests; `waiting` have not left. */
async function takeOver(pending: readonly PendingRecord[], waiting: readonly string[] = []) {
  const runtime = new TestRuntime();
  const journal = new MemoryJournal();
  const { fence } = await journal.open('one');
  const outbound = waiting.map((id, index) => ({ number: index + 8, xml: '<iq/>', id }));
  journal.commit([unitOf({ session: 'one', fence, pending, outbound })]);
  const snapshot = await journal.open('one');
  const published: AnyPacket[] = [];
  const faults: unknown[] = [];
  const host: EngineHost = {
    payload: () => {
      throw new Error('there are none');
    },
    output: () => undefined,
    withdraw: () => undefined,
    publish: (packet) => published.push(packet),
    onFault: (fault) => faults.push(fault),
    onPressure: () => undefined,
    onCommitted: () => undefined,
    onJournalRefusal: () => undefined,
  };
  const registry = new Registry([
    feature({ name: 'engine', packets, actions: [Ask, Bare, Begun] }),
  ]);
  const shared = {
    registry,
    runtime,
    log: silentLog,
    committer: new Committer(journal, runtime),
    deadlines: new Deadlines(runtime),
    limits: defaultEngineLimits,
  };
  const self = parseJid('juliet@capulet.example/balcony');
  const taken = { ...snapshot, lastSeq: 41 };
  const rehydration = await loadRehydration(taken);
  const engine = new Engine('one', self, taken, shared, host, rehydration);
  const receive = (xmlText: string): void => {
    engine.receive(parse(xmlText));
    runtime.flush();
  };
  return { engine, journal, runtime, receive, published, faults };
}

const result = (id: string) => `<iq xmlns='jabber:client' type='result' id='${id}'/>`;

it('what a request begins with is known at once, and stored with it', async () => {
  const { engine, runtime, journal } = await takeOver([]);
  engine.request(new Begun(), {}).catch(() => undefined);
  runtime.flush();
  const nurse = { subscription: 'none' };
  expect(engine.facts.get('contact', 'nurse@capulet.example')).toEqual(nurse);
  const { pending, facts } = await journal.open('one');
  expect(pending).toMatchObject([{ name: 'Engine/Begun' }]);
  expect([...facts]).toEqual([{ section: 'contact', key: 'nurse@capulet.example', value: nurse }]);
});

describe('a session that is taken over', () => {
  it('wakes the requests of its former owner, and goes on counting', async () => {
    const { receive, published, journal } = await takeOver([record('a')]);
    receive(result('a'));
    expect(published).toMatchObject([
      { key: 'engine_ask_handle', content: { note: 'a' }, seq: 42 },
    ]);
    expect((await journal.open('one')).pending).toEqual([]);
  });

  it('wakes a request without params, which JSON does not keep', async () => {
    const { params, ...bare } = record('a', { name: 'Engine/Bare' });
    expect(params).toBeDefined();
    const { receive, published, faults } = await takeOver([bare as PendingRecord]);
    receive(result('a'));
    expect(published.map(({ key }) => key)).toEqual(['engine_bare_handle']);
    expect(faults).toEqual([]);
  });

  it('ends those whose time came meanwhile', async () => {
    const past = record('a', { deadline: 0 });
    const { runtime, published } = await takeOver([past, record('b')]);
    runtime.advance(200);
    expect(published.map(({ key }) => key)).toEqual(['engine_ask_errortimeout']);
  });

  it('knows on a new stream which had been sent: their answers are lost', async () => {
    const { engine, runtime, published } = await takeOver([record('a'), record('b')], ['b']);
    engine.lost();
    runtime.flush();
    expect(published.map(({ key }) => key)).toEqual(['engine_ask_errorconnectionlost']);
    expect([...engine.pending.entries()].map(({ record: left }) => left.id)).toEqual(['b']);
  });

  it('sets a record aside that it does not understand, once, and goes on', async () => {
    const bad = [
      record('gone', { name: 'Engine/Gone' }),
      record('newer', { version: 9 }),
      record('odd', { params: { note: 7 } }),
    ];
    const { receive, published, faults, journal } = await takeOver([...bad, record('good')]);
    for (const { id } of bad) {
      receive(result(id));
      receive(result(id));
    }
    receive(result('good'));
    expect(faults).toHaveLength(3);
    expect(published.map(({ content }) => content)).toEqual([{ note: 'good' }]);
    expect((await journal.open('one')).pending).toEqual([]);
  });
});
