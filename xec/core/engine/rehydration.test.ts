import { iqGet, presenceStanza, xml, type Element } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { TestRuntime, openStage, type Stage } from '@xec/testing';
import * as v from 'valibot';
import { Action, action } from '../action/action.js';
import type { ActionContext } from '../action/context.js';
import { feature } from '../feature.js';
import type { RoomPackets } from '../packet/packet.js';
import { unitOf, type FactChange, type PendingRecord, type UnitOfWork } from '../../index.js';

const packets = {
  rehydration_ask_handle: v.object({ note: v.string() }),
  rehydration_enter_handle: v.object({ note: v.string() }),
};

declare module '../packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Rehydration/Ask' | 'Rehydration/Enter'
  > {}
}

@action('Rehydration/Ask', {
  params: v.object({ note: v.string() }),
  version: 2,
  migrate: (params) => ({ note: (params as { text: string }).text }),
})
class Ask extends Action<'Rehydration/Ask', { note: string }> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: 'urn:example:rehydration' }));
  }
}

/** Its answer is a presence of its own. */
@action('Rehydration/Enter', { params: v.object({ note: v.string() }) })
class Enter extends Action<'Rehydration/Enter', { note: string }> {
  override build() {
    return presenceStanza({ to: 'orchard@places.example/gate' });
  }

  override answeredBy() {
    return true;
  }

  override handle(_reply: Element, ctx: ActionContext<'Rehydration/Enter'>) {
    ctx.deliver('handle', this.params);
  }
}

const features = [feature({ name: 'rehydration', packets, actions: [Ask, Enter] })];
const now = new TestRuntime().now();

const record = (parts: object = {}): PendingRecord => ({
  id: 'a',
  name: 'Rehydration/Ask',
  version: 2,
  params: { note: 'x' },
  kind: 'iq',
  deadline: now + 20_000,
  timeoutMs: 20_000,
  session: 'stage',
  ...parts,
});

/** A session whose former owner left this. */
async function takeOver(left: Partial<UnitOfWork>): Promise<Stage> {
  const journal = new MemoryJournal();
  const { fence } = await journal.open('stage');
  journal.commit([unitOf({ session: 'stage', fence, ...left })]);
  const stage = await openStage({ features, journal, setUp: false });
  await stage.settle();
  return stage;
}

describe('stored requests', () => {
  it('are woken as they are, and of an older version that can be migrated', async () => {
    const old = record({ id: 'b', version: 1, params: { text: 'y' } });
    const stage = await takeOver({ pending: [record(), old] });
    expect(stage.session.pending).toEqual(['a', 'b']);
    expect(stage.faults).toEqual([]);
  });

  it('that a stanza of its own answers are woken by it, and their addressee is heard', async () => {
    const to = 'orchard@places.example/gate';
    const entering = record({
      id: 'e',
      name: 'Rehydration/Enter',
      version: 1,
      kind: 'presence',
      to,
    });
    const stage = await takeOver({ pending: [entering] });
    const { engine } = stage.session;
    expect(engine.facts.isRoom('orchard@places.example')).toBe(true);
    const answer = presenceStanza();
    answer.attrs['from'] = to;
    engine.receive(answer);
    await stage.settle();
    expect(stage.contents('rehydration_enter_handle')).toEqual([{ note: 'x' }]);
    expect(engine.facts.isRoom('orchard@places.example')).toBe(false);
    expect(stage.session.pending).toEqual([]);
  });

  it.each([
    ['no id', { id: '' }, /id/],
    ['a newer version', { version: 3 }, /version/],
    ['another kind of stanza', { kind: 'what' }, /kind/],
    ['an addressee that is no JID', { to: 'juliet@' }, /to: expected a JID/],
    ['no deadline', { deadline: null }, /deadline/],
    ['a time that is negative', { timeoutMs: -1 }, /timeoutMs/],
    ['params that do not fit', { params: { note: 7 } }, /note/],
    ['a name that nobody has', { name: 'Rehydration/Gone' }, /Rehydration\/Gone/],
    ['another session', { session: 'two' }, /expected session stage, got two/],
  ])('with %s are set aside, and it is said why', async (_what, parts, reason) => {
    const bad = record({ id: 'bad', ...parts });
    const stage = await takeOver({ pending: [bad, record()] });
    expect(stage.session.pending).toEqual(['a']);
    expect(await stage.journal.setAside('stage')).toEqual([
      {
        what: `action ${bad.name}`,
        reason: expect.stringMatching(reason),
        text: JSON.stringify(bad),
        at: now,
      },
    ]);
    expect((await stage.journal.open('stage')).pending).toEqual([record()]);
  });

  it.each([
    ['until their deadline', { deadline: now + 5000 }, 5000],
    ['no longer than in all, where the clock went back', { deadline: now + 900_000 }, 20_000],
    ['not at all, where their deadline has passed', { deadline: now - 1 }, 0],
  ])('wait %s', async (_what, parts, ms) => {
    const stage = await takeOver({ pending: [record(parts)] });
    if (ms > 0) await stage.advance(ms - 100, 100);
    expect(stage.session.pending).toHaveLength(1);
    await stage.advance(300, 100);
    expect(stage.keys).toContain('rehydration_ask_errortimeout');
    expect(stage.session.pending).toEqual([]);
  });

  it.each([
    ['yes: the server acknowledged it', { id: 'stream' }, [], 'yes'],
    ['unknown: it may have left', { id: 'stream' }, ['a'], 'unknown'],
    ['unknown: nothing was acknowledged on its stream', {}, [], 'unknown'],
  ])('know whether they were delivered: %s', async (_what, stream, kept, delivered) => {
    const value = {
      account: 'juliet@capulet.example',
      service: 'memory',
      jid: 'juliet@capulet.example/a',
      ...stream,
    };
    const facts: FactChange[] = [{ section: 'stream', key: 'current', value }];
    const outbound = kept.map((id) => ({ number: 1, xml: '<iq/>', id }));
    const stage = await takeOver({ pending: [record()], facts, outbound });
    stage.session.engine.lost();
    await stage.settle();
    expect(stage.contents('rehydration_ask_errorconnectionlost')).toMatchObject([{ delivered }]);
  });
});
