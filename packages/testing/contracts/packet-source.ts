/**
 * What each source of packets does, whatever stands behind it: a gateway, a client in this process, a
 * worker.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '../jest.js';

/** A packet that a subscriber heard. */
export interface HeardPacket {
  readonly key: string;
  readonly content: unknown;
  readonly seq: number;
}

/** How a request ended: with a content, or with the condition of its error. */
export type HeardOutcome =
  { readonly content: unknown } | { readonly error: string; readonly condition: string };

/** A source, and who listens to it; it may be in a browser. */
export interface SourceProbe {
  open(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the source is live. */
  isLive(): Promise<void>;
  /** @returns the number of the subscription, or what was thrown */
  subscribe(patterns: readonly string[]): Promise<number | string>;
  unsubscribe(id: number): Promise<void>;
  /** What the subscription heard since the last resync, once it is `least` packets. */
  heard(id: number, least: number): Promise<readonly HeardPacket[]>;
  /** How often the source lost packets. */
  resyncs(): Promise<number>;
  /** Begins a request, and gives its number. */
  ask(action: string, params?: unknown): Promise<number>;
  /** Takes a request back. */
  cancel(request: number): Promise<void>;
  outcome(request: number): Promise<HeardOutcome>;
}

/** An account's session, its sources, and the world around it. */
export interface SourceBench {
  /** Another tab with a source of the account, not opened yet, made for `keys`. */
  tab(keys: readonly string[]): Promise<SourceProbe>;
  /** Somebody says something to the account: a packet `message`. */
  say(body: string): Promise<void>;
  /** Whom `Question/Ask` asks; resolves when the question is there. */
  readonly oracle: string;
  isAsked(): Promise<void>;
  answer(answer: string | { readonly condition: 'item-not-found' }): void;
  /** Cuts every connection between the source and the server; new ones may come. */
  cut(): void;
  /** How many packets the session's journal keeps, roughly. */
  readonly kept: number;
  end(): Promise<void>;
}

/** Where accounts come from: started once for all tests. */
export interface SourceWorld {
  /** A new account. */
  begin(): Promise<SourceBench>;
  stop(): Promise<void>;
}

const KEYS = ['message', 'question_*', 'ping_*', 'session_state'];

export function packetSourceContract(title: string, start: () => Promise<SourceWorld>): void {
  describe(title, () => {
    let world: SourceWorld;
    let bench: SourceBench;

    beforeAll(async () => {
      world = await start();
    }, 120_000);
    afterAll(() => world.stop());
    beforeEach(async () => {
      bench = await world.begin();
    });
    afterEach(() => bench.end());

    const open = async (): Promise<SourceProbe> => {
      const probe = await bench.tab(KEYS);
      await probe.open();
      await probe.isLive();
      return probe;
    };
    const subscribe = async (probe: SourceProbe, ...patterns: string[]): Promise<number> =>
      (await probe.subscribe(patterns)) as number; // what is thrown fails the test later
    const sayAll = async (bodies: readonly string[]): Promise<void> => {
      for (const body of bodies) await bench.say(body);
    };
    const bodies = async (probe: SourceProbe, id: number, least: number): Promise<unknown[]> =>
      (await probe.heard(id, least)).map(({ content }) => (content as { body?: unknown }).body);
    const params = (note: string) => ({ to: bench.oracle, text: 'How art thou?', note });

    it('gives packets in order, each once', async () => {
      const tab = await open();
      const id = await subscribe(tab, 'message');
      const said = count(20);
      await sayAll(said);
      expect(await bodies(tab, id, 20)).toEqual(said);
    });

    it('gives what was kept to who subscribes later, then what comes', async () => {
      const tab = await open();
      const early = await subscribe(tab, 'message');
      await sayAll(count(3));
      await tab.heard(early, 3);
      const late = await subscribe(tab, 'message', 'ping_*');
      expect(await bodies(tab, late, 0)).toEqual(count(3));
      await bench.say('new');
      expect(await bodies(tab, late, 4)).toEqual([...count(3), 'new']);
    });

    it('gives a tab that is opened later what was kept before it came', async () => {
      const first = await open();
      const id = await subscribe(first, 'message');
      await sayAll(count(5));
      await first.heard(id, 5);
      const second = await open();
      expect(await bodies(second, await subscribe(second, 'message'), 5)).toEqual(count(5));
    });

    it('stops when a subscription is undone', async () => {
      const tab = await open();
      const [gone, there] = [await subscribe(tab, 'message'), await subscribe(tab, 'message')];
      await bench.say('one');
      await tab.heard(there, 1);
      await tab.unsubscribe(gone);
      await bench.say('two');
      expect(await bodies(tab, there, 2)).toEqual(['one', 'two']);
      expect(await bodies(tab, gone, 0)).toEqual(['one']);
    });

    it('refuses keys that it was not made for', async () => {
      const tab = await open();
      expect(await tab.subscribe(['roster_getlist_handle'])).toMatch(
        'TypeError: this source was not made for "roster_getlist_handle"',
      );
    });

    it('has where the session stands among its packets', async () => {
      const tab = await open();
      const id = await subscribe(tab, 'session_state');
      const states = await tab.heard(id, 1);
      expect(states.at(-1)?.content).toMatchObject({ state: 'online' });
    });

    it('is the same in two tabs', async () => {
      const [one, two] = [await open(), await open()];
      const ids = [await subscribe(one, 'message'), await subscribe(two, 'message')] as const;
      await sayAll(count(10));
      const [first, second] = [await one.heard(ids[0], 10), await two.heard(ids[1], 10)];
      expect(first).toEqual(second);
      const asked = await one.ask('Question/Ask', params('one'));
      await bench.isAsked();
      bench.answer('Well.');
      await one.outcome(asked);
      const packet = { key: 'question_ask_handle', content: { note: 'one', answer: 'Well.' } };
      expect(await two.heard(await subscribe(two, 'question_ask_*'), 1)).toMatchObject([packet]);
    });

    it('settles requests with their result, which is a packet as well', async () => {
      const tab = await open();
      const id = await subscribe(tab, 'question_*');
      const asked = await tab.ask('Question/Ask', params('note'));
      await bench.isAsked();
      bench.answer('Well.');
      const content = { ...params('note'), answer: 'Well.' };
      expect(await tab.outcome(asked)).toEqual({ content });
      expect(await tab.heard(id, 1)).toMatchObject([{ key: 'question_ask_handle', content }]);
    });

    it('settles requests with their error, which is a packet as well', async () => {
      const tab = await open();
      const id = await subscribe(tab, 'question_*');
      const asked = await tab.ask('Question/Ask', params('note'));
      await bench.isAsked();
      bench.answer({ condition: 'item-not-found' });
      expect(await tab.outcome(asked)).toMatchObject({
        error: 'RequestError',
        condition: 'item-not-found',
      });
      expect(await tab.heard(id, 1)).toMatchObject([{ key: 'question_ask_erroritemnotfound' }]);
    });

    it('refuses actions that are not there, and params that do not fit', async () => {
      const tab = await open();
      const [unknown, misfit] = [
        await tab.ask('Fireworks/Start'),
        await tab.ask('Question/Ask', { to: 7 }),
      ];
      const error = 'RequestError';
      expect(await tab.outcome(unknown)).toMatchObject({ error, condition: 'not-allowed' });
      expect(await tab.outcome(misfit)).toMatchObject({ error, condition: 'bad-request' });
    });

    it('takes requests back', async () => {
      const tab = await open();
      const asked = await tab.ask('Question/Ask', params('note'));
      await bench.isAsked();
      await tab.cancel(asked);
      expect(await tab.outcome(asked)).toMatchObject({
        error: 'RequestError',
        condition: 'cancelled',
      });
      // The next one is another one.
      bench.answer('Too late.');
      const again = await tab.ask('Question/Ask', params('again'));
      await bench.isAsked();
      bench.answer('Well.');
      expect(await tab.outcome(again)).toEqual({
        content: { ...params('again'), answer: 'Well.' },
      });
    });

    it('rejects requests while it is closed', async () => {
      const tab = await open();
      await tab.close();
      expect(await tab.outcome(await tab.ask('Ping/Server'))).toMatchObject({
        error: 'RequestError',
        condition: 'connection-lost',
      });
    });

    it('has no gap and nothing twice when the network is cut', async () => {
      const tab = await open();
      const id = await subscribe(tab, 'message');
      const said = count(30);
      await sayAll(said.slice(0, 10));
      bench.cut();
      await sayAll(said.slice(10, 20));
      await tab.heard(id, 15);
      bench.cut();
      await sayAll(said.slice(20));
      expect(await bodies(tab, id, 30)).toEqual(said);
      expect(await tab.resyncs()).toBe(0);
    });

    it('has what was said while it was closed', async () => {
      const [tab, witness] = [await open(), await open()];
      const [id, there] = [await subscribe(tab, 'message'), await subscribe(witness, 'message')];
      await bench.say('before');
      await tab.heard(id, 1);
      await tab.close();
      await bench.say('meanwhile');
      await witness.heard(there, 2);
      await tab.open();
      await bench.say('after');
      expect(await bodies(tab, id, 3)).toEqual(['before', 'meanwhile', 'after']);
    });

    it('says that packets were lost, and gives what is kept from its beginning', async () => {
      const [tab, witness] = [await open(), await open()];
      const [id, there] = [await subscribe(tab, 'message'), await subscribe(witness, 'message')];
      await bench.say('lost');
      await tab.heard(id, 1);
      await tab.close();
      const said = count(3 * bench.kept);
      await sayAll(said);
      await witness.heard(there, said.length + 1);
      await tab.open();
      await tab.isLive();
      expect(await tab.resyncs()).toBe(1);
      const all = await bodies(tab, id, 1);
      expect(all).toEqual(said.slice(-all.length));
      expect(await bodies(tab, await subscribe(tab, 'message'), 0)).toEqual(all);
    });
  });
}

const count = (to: number): string[] => Array.from({ length: to }, (_x, at) => `line ${at}`);
