/** Rows 35 to 38: handlers that throw, hang, block, or kill their process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sqliteJournal } from '@xec/journal-sqlite';
import { iqSet, xml, type Element } from '@xec/stanza';
import {
  Action,
  Payload,
  action,
  feature,
  payload,
  type ActionContext,
  type ActionError,
  type PayloadContext,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';
import { openStage, type Stage, type StageOptions } from '../stage/index.js';
import { Child } from './child/child.js';
import { NS_PROBE, hooks, probe } from './probe/index.js';
import { openWorld, told } from './world.js';

jest.setTimeout(60_000);

const packets = { probe_fragile_handle: v.object({ n: v.number() }) };

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Probe/Fragile'> {}
}

/** What its methods do; a test says so. */
const fragile: { handle: () => unknown; error: () => unknown } = {
  handle: () => undefined,
  error: () => undefined,
};

@action('Probe/Fragile', { params: v.object({ n: v.number() }) })
class Fragile extends Action<'Probe/Fragile', { n: number }> {
  override build() {
    return iqSet(undefined, xml('order', { xmlns: NS_PROBE, n: this.params.n }));
  }

  override handle(_reply: Element, ctx: ActionContext<'Probe/Fragile'>) {
    ctx.deliver('handle', this.params);
    return fragile.handle() as Promise<void> | undefined; // what a test planted
  }

  override error(_error: ActionError, _ctx: ActionContext<'Probe/Fragile'>) {
    return fragile.error() as Promise<void> | undefined; // as above
  }
}

/** A request of somebody else's that hangs. */
@payload('ProbeHanging', { name: 'hang', xmlns: NS_PROBE, under: 'iq', from: 'any' })
class Hanging extends Payload<'ProbeHanging'> {
  override handle(_el: Element, _ctx: PayloadContext<'ProbeHanging'>): Promise<void> {
    return new Promise((resolve) => {
      endHanging = resolve;
    });
  }
}
let endHanging: () => void = () => undefined;

const room = feature({ name: 'fragile', packets, actions: [Fragile], payloads: [Hanging] });

const online = async (options: StageOptions = {}): Promise<Stage> =>
  (await openStage({ features: [probe, room], setUp: false, ...options })).connected();

/** The id of the newest order that the server got. */
const newest = ({ server }: Stage): string => String(server.all('iq').at(-1)?.attrs['id']);

const reply = (stage: Stage, type = 'result'): string =>
  `<iq xmlns='jabber:client' type='${type}' id='${newest(stage)}'/>`;

const keys = ({ packets: all }: Stage): string[] =>
  all.map(({ key }) => key).filter((key) => key.startsWith('probe'));

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
process.on('unhandledRejection', note);

afterEach(() => {
  fragile.handle = () => undefined;
  fragile.error = () => undefined;
  hooks.handle = undefined;
  expect(unhandled).toEqual([]);
});

const boom = new Error('planted');

describe('a handler that throws', () => {
  it.each([
    [
      'an error',
      'handle',
      () => {
        throw boom;
      },
    ],
    ['an error later', 'handle', () => Promise.reject(boom)],
    [
      'what is no error',
      'handle',
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what nobody should
        throw 7;
      },
    ],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as above
    ['what is no error, later', 'handle', () => Promise.reject(undefined)],
    [
      'an error, as the method of an error',
      'error',
      () => {
        throw boom;
      },
    ],
    ['an error later, as the method of an error', 'error', () => Promise.reject(boom)],
  ] as const)(
    '35 %s ends its request as failed, once, and nothing else',
    async (_what, method, run) => {
      fragile[method] = run;
      const stage = await online();
      const asked = stage.session.request(new Fragile({ n: 1 })).catch((error: unknown) => error);
      await stage.settle();
      stage.server.send(reply(stage, method === 'error' ? 'error' : 'result'), told(2));
      await stage.settle();
      expect(await asked).toMatchObject({
        name: 'HandlerFailedError',
        condition: 'handler-failed',
      });
      expect(keys(stage)).toEqual(['probe_fragile_errorhandlerfailed', 'probetold']);
      expect(stage.faults.map(({ where }) => where)).toEqual(['action Probe/Fragile']);
      expect(stage.session.pending).toEqual([]);
      expect((await stage.journal.open('stage')).pending).toEqual([]);
      expect(stage.session.state.state).toBe('online');
      await new Promise(setImmediate);
    },
  );
});

describe('a handler that hangs', () => {
  it('36 is cut off after 10 s, and its late result is refused', async () => {
    let end: () => void = () => undefined;
    fragile.handle = () =>
      new Promise<void>((resolve) => {
        end = resolve;
      });
    const stage = await online();
    const asked = stage.session.request(new Fragile({ n: 1 })).catch((error: unknown) => error);
    await stage.settle();
    stage.server.send(reply(stage), told(2));
    await stage.settle();
    await stage.advance(9900);
    expect(keys(stage)).toEqual([]);
    await stage.advance(200);
    expect(keys(stage)).toEqual(['probe_fragile_errorhandlerfailed', 'probetold']);
    expect(await asked).toMatchObject({ condition: 'handler-failed' });
    end();
    await stage.settle();
    expect(keys(stage)).toHaveLength(2);
    expect(String(stage.faults[0]?.fault)).toContain('took longer than 10000 ms');
    await stage.disconnected();
  });

  it('36 leaves no request of others without an answer', async () => {
    const stage = await online();
    stage.server.send(
      `<iq xmlns='jabber:client' type='set' id='x1' from='romeo@montague.example/x'>` +
        `<hang xmlns='${NS_PROBE}'/></iq>`,
    );
    await stage.settle();
    await stage.advance(10_100);
    endHanging();
    await stage.settle();
    const answers = stage.server.all('iq').filter(({ attrs }) => attrs['id'] === 'x1');
    expect(answers.map(({ attrs }) => attrs['type'])).toEqual(['error']);
    expect(answers[0]?.getChild('error')?.getChild('internal-server-error')).toBeDefined();
    await stage.disconnected();
  });
});

describe('a handler that blocks its process', () => {
  it('37 is reported by name', async () => {
    const stage = await online();
    hooks.handle = () => {
      stage.runtime.skip(5000);
    };
    stage.server.send(told(1));
    await stage.settle();
    expect(stage.log).toContainEqual(
      expect.objectContaining({
        event: 'handler-blocked',
        level: 'warn',
        session: 'stage',
        handler: 'payload ProbeTold',
        ms: 5000,
      }),
    );
    await stage.disconnected();
  });

  it('37 keeps its session: the lease is longer', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xec-lease-'));
    try {
      let now = 1_000_000;
      const file = join(folder, 'journal.sqlite');
      const one = sqliteJournal({ file, now: () => now });
      const two = sqliteJournal({ file, now: () => now });
      await one.open('juliet');
      now += 5000; // nobody renewed anything meanwhile
      await expect(two.open('juliet')).rejects.toMatchObject({ code: 'owned' });
      await one.close();
      await two.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a stanza that kills whoever handles it', () => {
  it('38 is set aside after it was handled three times in vain: the session goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xec-poison-'));
    const world = await openWorld();
    const children: Child[] = [];
    try {
      const main = new URL('../dist/reliability/child/main.js', import.meta.url).pathname;
      const start = (arm?: { point: 'in-handle'; count: number }): Child => {
        const child = new Child(main, {
          service: world.server.url,
          jid: 'juliet@localhost/child',
          password: 'juliet-pw',
          file: join(folder, 'journal.sqlite'),
          ...(arm !== undefined && { arm }),
        });
        children.push(child);
        return child;
      };
      const first = start();
      await first.until(({ say }) => say === 'online');
      first.tell({ do: 'suspend' });
      await first.ended;
      world.server.send('juliet', told(1));
      world.server.send('juliet', told(2));
      // Whoever handles a stanza dies, until that one is not handled any more.
      let deaths = 0;
      for (; deaths < 20; deaths += 1) {
        const child = start({ point: 'in-handle', count: 1 });
        const isAlive = await Promise.race([
          child.ended.then(() => false),
          child
            .until((word) => word.say === 'fault')
            .then(
              () => true,
              () => false,
            ),
        ]);
        if (isAlive) break;
      }
      expect(deaths).toBeLessThanOrEqual(6);
      children.at(-1)?.kill();
      await children.at(-1)?.ended;
      const last = start();
      const seen = await last.until((word) => word.say === 'seen' && word.n === 2);
      expect(seen).toMatchObject({ key: 'probetold' });
      last.tell({ do: 'suspend' });
      await last.ended;
      const journal = sqliteJournal({ file: join(folder, 'journal.sqlite') });
      expect(await journal.setAside('child')).toMatchObject([
        { what: 'a stanza <message/>', reason: 'each process that handled it died' },
      ]);
      await journal.close();
    } finally {
      for (const child of children) child.kill();
      await Promise.all(children.map(({ ended }) => ended));
      await world.close();
      await rm(folder, { recursive: true });
    }
  });
});

it('35 leaves the order of what comes as it is, whatever fails in between', async () => {
  const stage = await online();
  hooks.handle = (n) => {
    if (n % 3 === 0) throw boom;
    return n % 3 === 1 ? undefined : Promise.resolve();
  };
  stage.server.send(...Array.from({ length: 12 }, (_x, n) => told(n)));
  await stage.settle();
  await stage.settle();
  const heard = stage.contents('probetold').map((content) => (content as { n: number }).n);
  expect(heard).toEqual([1, 2, 4, 5, 7, 8, 10, 11]);
  expect(stage.faults).toHaveLength(4);
  await stage.disconnected();
});
