import { addToCount, parse } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { TestRuntime } from '@xec/testing';
import { Deadlines } from '@xec/xec';
import { Acks } from './acks.js';
import { defaultSessionLimits } from './options.js';
import type { StreamEnd } from './stream-end.js';
import type { Stream } from './stream.js';

/** The acknowledgements of a stream, and what is said on it. */
function open(handled = 0) {
  const runtime = new TestRuntime();
  const said: string[] = [];
  const acknowledged: number[] = [];
  const stream = {
    end: undefined as StreamEnd | undefined,
    sendElement: (el: { name: string; attrs: Record<string, number | string> }) => {
      const { h } = el.attrs;
      said.push(h === undefined ? el.name : `${el.name} ${String(h)}`);
    },
    send: (xml: string) => {
      said.push(parse(xml).name);
    },
    abort(end: StreamEnd) {
      stream.end = end;
    },
  };
  const owner = {
    unacknowledged: 0,
    onAcknowledged(count: number) {
      acknowledged.push(count);
      owner.unacknowledged = 0;
    },
  };
  const deadlines = new Deadlines(runtime);
  // Acknowledgements do no more with their stream than this one can.
  const asStream = stream as unknown as Stream;
  const acks = new Acks(owner, asStream, defaultSessionLimits, deadlines, handled);
  return { acks, runtime, said, owner, acknowledged, stream };
}

const request = { kind: 'request' } as const;

describe('what is acknowledged to the server', () => {
  it('is what is stored, and it waits a little for what is not', () => {
    const { acks, said } = open(7);
    acks.take(request);
    acks.received();
    acks.received();
    acks.take(request);
    expect(said).toEqual(['a 7']);
    acks.stored(8);
    expect(said).toEqual(['a 7']);
    acks.stored(9);
    expect(said).toEqual(['a 7', 'a 9']);
  });

  it('is never more than what is stored, though a handler takes long', () => {
    const { acks, said, runtime } = open();
    acks.received();
    acks.received();
    acks.take(request);
    acks.stored(1);
    runtime.advance(5200);
    expect(said).toEqual(['a 1']);
    acks.stored(2);
    expect(said).toEqual(['a 1']); // nobody asked since
  });

  it('goes on counting over the end at 2^32', () => {
    const last = 2 ** 32 - 1;
    const { acks, said } = open(last);
    acks.received();
    acks.take(request);
    acks.stored(addToCount(last, 1));
    expect(said).toEqual(['a 0']);
  });
});

describe('the server', () => {
  it('is asked after ten stanzas, at once where somebody waits, and else after a second', () => {
    const { acks, said, owner, runtime } = open();
    owner.unacknowledged = 9;
    acks.sent(false);
    expect(said).toEqual([]);
    runtime.advance(1200);
    expect(said).toEqual(['r']);
    acks.take({ kind: 'answer', handled: 9 });
    owner.unacknowledged = 10;
    acks.sent(false);
    expect(said).toEqual(['r', 'r']);
    acks.take({ kind: 'answer', handled: 19 });
    owner.unacknowledged = 1;
    acks.sent(true);
    expect(said).toEqual(['r', 'r', 'r']);
  });

  it('is not asked again before it has answered', () => {
    const { acks, said, owner, acknowledged } = open();
    owner.unacknowledged = 10;
    acks.sent(false);
    acks.sent(true);
    acks.ask();
    expect(said).toEqual(['r']);
    acks.take({ kind: 'answer', handled: 10 });
    expect(acknowledged).toEqual([10]);
  });

  it('13 that does not answer in 14 s is given up', () => {
    const { acks, runtime, stream } = open();
    acks.ask();
    runtime.advance(13_900);
    expect(stream.end).toBeUndefined();
    runtime.advance(300);
    expect(stream.end).toMatchObject({ kind: 'silent', condition: 'connection-timeout' });
  });

  it('is not given up while we do not read', () => {
    const { acks, runtime, stream } = open();
    acks.ask();
    acks.pause(true);
    runtime.advance(60_000);
    expect(stream.end).toBeUndefined();
    acks.pause(false);
    runtime.advance(13_800);
    expect(stream.end).toBeUndefined();
    runtime.advance(400);
    expect(stream.end).toBeDefined();
  });

  it('is asked no more once the stream has ended', () => {
    const { acks, runtime, said, owner } = open();
    owner.unacknowledged = 1;
    acks.sent(false);
    acks.stop();
    runtime.advance(60_000);
    expect(said).toEqual([]);
  });

  it('says nothing else here', () => {
    const { acks } = open();
    expect(acks.take({ kind: 'resumed', id: 'a', handled: 1 })).toBe(false);
    expect(acks.take({ kind: 'failed', handled: 1 } as never)).toBe(false);
  });
});
