import { describe, expect, it } from '@jest/globals';
import { RecordedEvents } from '@xec/testing';
import { BaseTransport, TransportError, type TransportClose } from './index.js';

/** A transport whose connection is played by the test. */
class PlayedTransport extends BaseTransport {
  readonly kind = 'tcp';
  readonly framing = 'stream';
  readonly isSecure = true;
  readonly isLoopback = false;
  readonly bufferedBytes = 0;
  readonly done: string[] = [];

  send(): void {
    this.done.push('send');
  }
  play(...frames: string[]): void {
    for (const frame of frames) this.receive(frame);
  }
  playEnd(reason: TransportClose): void {
    this.end(reason);
  }
  playFault(error: TransportError): void {
    this.fail(error);
  }
  protected shut(): void {
    this.done.push('shut');
  }
  protected cut(): void {
    this.done.push('cut');
  }
  protected setReading(isReading: boolean): void {
    this.done.push(isReading ? 'read' : 'stop');
  }
}

function open() {
  const events = new RecordedEvents();
  return { events, transport: new PlayedTransport(events) };
}

const MEGABYTE = 'x'.repeat(1024 * 1024);

describe('what transports have in common', () => {
  it('puts what arrives just after resume() behind what was held', async () => {
    const { events, transport } = open();
    transport.pause();
    transport.play('one', 'two');
    transport.resume();
    transport.play('three');
    expect(events.frames).toEqual([]);
    await Promise.resolve();
    expect(events.frames).toEqual(['one', 'two', 'three']);
    transport.play('four');
    expect(events.frames).toHaveLength(4);
  });

  it('puts what arrives while held frames are delivered behind them', async () => {
    const { events, transport } = open();
    transport.pause();
    transport.play('one', 'two');
    events.whenFrame = () => {
      events.whenFrame = () => undefined;
      transport.play('three');
    };
    transport.resume();
    await Promise.resolve();
    expect(events.frames).toEqual(['one', 'two', 'three']);
  });

  it('stops and starts reading once, however often it is told', () => {
    const { transport } = open();
    transport.resume();
    transport.pause();
    transport.pause();
    transport.resume();
    transport.resume();
    expect(transport.done).toEqual(['stop', 'read']);
  });

  it('reads on to see the answer when it closes in a pause', () => {
    const { transport } = open();
    transport.pause();
    transport.close();
    expect(transport.done).toEqual(['stop', 'read', 'shut']);
  });

  it('ends when too much arrives in a pause, and counts only what is held then', async () => {
    const { events, transport } = open();
    for (let round = 0; round < 5; round++) {
      transport.pause();
      for (let count = 0; count < 10; count++) transport.play(MEGABYTE);
      transport.resume();
      await Promise.resolve();
    }
    expect(events.frames).toHaveLength(50);

    transport.pause();
    for (let count = 0; count < 16; count++) transport.play(MEGABYTE);
    expect((await events.closed).error?.code).toBe('too-big');
    expect(transport.done.at(-1)).toBe('cut');
    expect(events.frames).toHaveLength(50);
  });

  it('counts empty frames, too', async () => {
    const { events, transport } = open();
    transport.pause();
    for (let count = 0; count < 300_000; count++) transport.play('');
    expect((await events.closed).error?.code).toBe('too-big');
  });

  it('tells of an end that waited when it is closed or aborted', async () => {
    for (const leave of ['close', 'abort'] as const) {
      const { events, transport } = open();
      transport.pause();
      transport.play('unread');
      transport.playEnd({ clean: true, code: 1001 });
      expect(events.log).toEqual([]);
      transport[leave]();
      expect(await events.closed).toEqual({ clean: true, code: 1001 });
      transport.resume();
      await Promise.resolve();
      expect(events.log).toEqual(['close']);
    }
  });

  it('tells of a fault at once, instead of what it held', async () => {
    const { events, transport } = open();
    transport.pause();
    transport.play('unread');
    transport.playFault(new TransportError('not-utf8', 'UTF-8 was expected.'));
    transport.playEnd({ clean: true });
    transport.resume();
    await Promise.resolve();
    expect(events.log).toEqual(['close']);
    expect((await events.closed).error?.code).toBe('not-utf8');
  });

  it('stops delivering held frames when one of them made its reader leave', async () => {
    for (const leave of ['close', 'abort'] as const) {
      const { events, transport } = open();
      transport.pause();
      transport.play('one', 'two');
      events.whenFrame = () => transport[leave]();
      transport.resume();
      await Promise.resolve();
      expect(events.frames).toEqual(['one']);
    }
  });
});
