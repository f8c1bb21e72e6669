/**
 * What every transport promises; each implementation runs all of it.
 */
import { afterEach, beforeEach, describe, expect, it } from '../jest.js';
import { HIGH_WATER_BYTES, TransportError, type Connector } from '@xec/transport';
import { RecordedEvents } from './recorded-events.js';

/** A connector under test, and a server that it can reach. */
export interface TransportBench {
  readonly connector: Connector;
  /** Opens. */
  readonly service: string;
  /** Takes a connection, and never opens it. */
  readonly silentService: string;
  /**
   * Where a stream is cut into frames: how a peer opens and ends its side. `accepted` gives a peer that
   * has opened it. Such tags are delivered like other frames; the tests do not look at them.
   */
  readonly streamTags?: readonly [open: string, end: string];
  /** The server's end of the next connection that a client opens. */
  accepted(): Promise<TransportPeer>;
  /** Ends what was started. */
  end(): Promise<void>;
}

/** The server's end of a connection. */
export interface TransportPeer {
  /** What the client sent so far, without tags of a stream. */
  readonly frames: readonly string[];
  /** Settles when this end knows that the connection is over. */
  readonly ended: Promise<void>;
  send(frame: string): void;
  /** The first frame of the client that was not asked for yet. */
  nextFrame(): Promise<string>;
  /** Closes as the protocol says, ending its stream before. */
  closeCleanly(): void;
  /** Drops the connection without a word. */
  cut(): void;
}

/** The suite, for one implementation. `start` is called before each test. */
export function transportContract(name: string, start: () => Promise<TransportBench>): void {
  describe(`${name} as a transport`, () => {
    let bench: TransportBench;

    beforeEach(async () => {
      bench = await start();
    });

    afterEach(async () => {
      await bench.end();
    });

    /** A client and its server's end, connected. */
    async function open(options: Parameters<Connector>[2] = {}) {
      const events = new RecordedEvents(bench.streamTags);
      const accepted = bench.accepted();
      const client = await bench.connector(bench.service, events, options);
      return { client, events, peer: await accepted };
    }

    /** Waits until a frame came through a second connection: one sent before it had the time. */
    async function letFramesPass(): Promise<void> {
      const { client, events, peer } = await open();
      for (let round = 0; round < 3; round++) {
        peer.send(frame('are you there?'));
        await events.nextFrame();
        client.send(frame('yes'));
        await peer.nextFrame();
      }
      client.abort();
    }

    it('keeps the order of frames in both directions', async () => {
      const { client, events, peer } = await open();
      const frames = Array.from({ length: 200 }, (_, index) => `<r n="${String(index)}"/>`);
      for (const each of frames) client.send(each);
      for (const each of frames) peer.send(each);

      for (const each of frames) expect(await peer.nextFrame()).toBe(each);
      for (const each of frames) expect(await events.nextFrame()).toBe(each);
    });

    it('gives bytes, where it does, that say the same as the frame', async () => {
      const { events, peer } = await open();
      const frames = [frame('a'), frame('é€😀'.repeat(100)), frame('b')];
      for (const each of frames) peer.send(each);
      for (const each of frames) expect(await events.nextFrame()).toBe(each);
      expect(events.decoded).toEqual(events.frames);
    });

    it('carries a big frame in one piece', async () => {
      const { client, events, peer } = await open();
      const big = frame('x'.repeat(700_000));
      client.send(big);
      peer.send(big);

      expect((await peer.nextFrame()) === big).toBe(true);
      expect((await events.nextFrame()) === big).toBe(true);
    });

    it('carries every plane of Unicode', async () => {
      const { client, events, peer } = await open();
      const planes = frame('å ‮ḥ 漢字 𝄞 👩‍👩‍👧 \u{10FFFD}');
      client.send(planes);
      peer.send(planes);

      expect(await peer.nextFrame()).toBe(planes);
      expect(await events.nextFrame()).toBe(planes);
    });

    it('accepts a frame of exactly the limit', async () => {
      const { events, peer } = await open({ maxFrameBytes: 1000 });
      const exact = `<a>x${'é'.repeat(496)}</a>`;
      peer.send(exact);

      expect(await events.nextFrame()).toBe(exact);
    });

    it('ends with too-big when a frame is over the limit, counted in bytes', async () => {
      const { events, peer } = await open({ maxFrameBytes: 1000 });
      peer.send(`<a>x${'é'.repeat(497)}</a>`);

      const reason = await events.closed;
      expect(reason.clean).toBe(false);
      expect(reason.error).toBeInstanceOf(TransportError);
      expect(reason.error?.code).toBe('too-big');
      expect(events.frames).toEqual([]);
      await peer.ended;
    });

    it('delivers nothing during a pause, and everything in order after it', async () => {
      const { client, events, peer } = await open();
      client.pause();
      peer.send(frame('one'));
      peer.send(frame('two'));
      await letFramesPass();
      expect(events.frames).toEqual([]);

      client.resume();
      peer.send(frame('three'));
      expect(await events.nextFrame()).toBe(frame('one'));
      expect(await events.nextFrame()).toBe(frame('two'));
      expect(await events.nextFrame()).toBe(frame('three'));
    });

    it('delivers nothing more of a burst when a frame of it made its reader pause', async () => {
      const { client, events, peer } = await open();
      events.whenFrame = () => {
        client.pause();
      };
      for (const text of ['one', 'two', 'three']) peer.send(frame(text));
      expect(await events.nextFrame()).toBe(frame('one'));
      await letFramesPass();
      expect(events.frames).toEqual([frame('one')]);

      client.resume();
      expect(await events.nextFrame()).toBe(frame('two'));
      await letFramesPass();
      expect(events.frames).toEqual([frame('one'), frame('two')]);

      client.resume();
      expect(await events.nextFrame()).toBe(frame('three'));
    });

    it('tells of the end after the frames that a pause held back', async () => {
      const { client, events, peer } = await open();
      client.pause();
      peer.send(frame('last words'));
      peer.closeCleanly();
      await letFramesPass();
      client.resume();

      expect((await events.closed).clean).toBe(true);
      expect(events.log).toEqual(['frame', 'close']);
    });

    it('reports when a peer closes cleanly, once', async () => {
      const { client, events, peer } = await open();
      peer.send(frame('before'));
      peer.closeCleanly();

      expect(await events.closed).toMatchObject({ clean: true });
      client.close();
      client.abort();
      await peer.ended;
      await turn();
      expect(events.log).toEqual(['frame', 'close']);
    });

    it('reports when the connection was cut, once', async () => {
      const { client, events, peer } = await open();
      peer.cut();

      const reason = await events.closed;
      expect(reason.clean).toBe(false);
      expect(reason.error?.code).toBe('closed');
      client.close();
      client.abort();
      await turn();
      expect(events.log).toEqual(['close']);
    });

    it('sends what waits before it closes', async () => {
      const { client, events, peer } = await open();
      const frames = Array.from({ length: 20 }, (_, index) => frame(String(index).repeat(50_000)));
      for (const each of frames) client.send(each);
      client.close();
      client.close();

      expect((await events.closed).clean).toBe(true);
      await peer.ended;
      expect(peer.frames).toEqual(frames);
      expect(events.log).toEqual(['close']);
    });

    it('closes though it is paused', async () => {
      const { client, events, peer } = await open();
      client.pause();
      peer.send(frame('unread'));
      await letFramesPass();
      client.close();

      expect((await events.closed).clean).toBe(true);
      expect(events.frames).toEqual([]);
    });

    it('ignores what is sent after closing', async () => {
      const { client, events, peer } = await open();
      client.send(frame('in time'));
      client.close();
      client.send(frame('late'));
      await events.closed;
      client.send(frame('later'));
      await peer.ended;

      expect(peer.frames).toEqual([frame('in time')]);
      expect(client.bufferedBytes).toBe(0);
    });

    it('delivers no frame after it was closed', async () => {
      const { client, events, peer } = await open();
      client.close();
      peer.send(frame('late'));
      await events.closed;
      await peer.ended;

      expect(events.frames).toEqual([]);
    });

    it('ends at once when aborted, after the call', async () => {
      const { client, events, peer } = await open();
      client.abort();
      expect(events.log).toEqual([]);
      peer.send(frame('late'));
      client.send(frame('late'));
      client.abort();
      await Promise.resolve();
      expect(events.log).toEqual(['close']);

      const reason = await events.closed;
      expect(reason.clean).toBe(false);
      expect(reason.error?.code).toBe('aborted');
      await peer.ended;
      await turn();
      expect(events.log).toEqual(['close']);
      expect(peer.frames).toEqual([]);
    });

    it('tells when a slow peer caught up', async () => {
      const { client, events, peer } = await open();
      const big = frame('x'.repeat(500_000));
      let count = 0;
      for (; client.bufferedBytes < HIGH_WATER_BYTES; count++) client.send(big);
      expect(events.log).toEqual([]);

      await events.drained;
      expect(client.bufferedBytes).toBeLessThan(HIGH_WATER_BYTES);
      while (count-- > 0) await peer.nextFrame();
    });

    it('gives up connecting when it took too long, and says nothing else', async () => {
      const events = new RecordedEvents(bench.streamTags);
      const connecting = bench.connector(bench.silentService, events, { timeoutMs: 30 });

      await expect(connecting).rejects.toMatchObject({ name: 'TransportError', code: 'timeout' });
      await turn();
      expect(events.log).toEqual([]);
    });

    it('gives up connecting when the signal aborts, and says nothing else', async () => {
      const events = new RecordedEvents(bench.streamTags);
      const abort = new AbortController();
      const { signal } = abort;
      const connecting = bench.connector(bench.silentService, events, { signal });
      abort.abort();

      await expect(connecting).rejects.toMatchObject({ name: 'TransportError', code: 'aborted' });
      await turn();
      expect(events.log).toEqual([]);
    });

    it('does not connect when the signal aborted before', async () => {
      const connecting = bench.connector(bench.service, new RecordedEvents(bench.streamTags), {
        signal: AbortSignal.abort(),
      });

      await expect(connecting).rejects.toMatchObject({ name: 'TransportError', code: 'aborted' });
    });

    it('does not look at the signal once it is open', async () => {
      const abort = new AbortController();
      const { client, events, peer } = await open({ signal: abort.signal });
      abort.abort();
      client.send(frame('still here'));
      expect(await peer.nextFrame()).toBe(frame('still here'));
      expect(events.log).toEqual([]);
    });
  });
}

/** Top-level elements are frames over every transport. */
const frame = (text: string): string => `<body>${text}</body>`;

/** A turn of the event loop, in which a second report would come. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
