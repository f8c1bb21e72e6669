import { describe, expect, it } from '@jest/globals';
import type { OutboundStanza } from '@xec/xec';
import { Outbox } from './outbox.js';
import type { Stream } from './stream.js';

const stanza = (number: number): OutboundStanza => ({
  number,
  xml: `<iq id='i${String(number)}'/>`,
  id: `i${String(number)}`,
});
const numbers = (stanzas: readonly OutboundStanza[]): number[] =>
  stanzas.map(({ number }) => number);

/** A stream that takes everything, or so many bytes. */
function streamOf(sent: string[], room = Infinity): Stream {
  let bufferedBytes = 0;
  const stream = {
    transport: {
      get bufferedBytes() {
        return bufferedBytes;
      },
    },
    send(xml: string) {
      sent.push(xml);
      if (sent.length >= room) bufferedBytes = 2 ** 30;
    },
  };
  return stream as unknown as Stream; // an outbox looks at no more of it
}

function open(count = 4) {
  const outbox = new Outbox(0);
  outbox.add(Array.from({ length: count }, (_x, at) => stanza(at + 1)));
  return outbox;
}

describe('an outbox', () => {
  it('keeps what it sent until that is acknowledged', () => {
    const outbox = open();
    const sent: string[] = [];
    expect(numbers(outbox.flush(streamOf(sent), true))).toEqual([1, 2, 3, 4]);
    expect([outbox.waiting, outbox.unacknowledged, outbox.lastSent]).toEqual([0, 4, 4]);
    expect(outbox.acknowledge(3)).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3 }]);
    expect(outbox.acknowledge(3)).toEqual([]);
    expect(numbers(outbox.sent)).toEqual([4]);
  });

  it('keeps nothing for a server that acknowledges nothing', () => {
    const outbox = open();
    expect(numbers(outbox.flush(streamOf([], 2), false))).toEqual([1, 2]);
    expect([outbox.waiting, outbox.unacknowledged]).toEqual([2, 0]);
    expect(numbers(outbox.flush(streamOf([]), false))).toEqual([3, 4]);
    expect(outbox.waiting).toBe(0);
  });

  it('sends again, in order and as it was, what was not acknowledged', () => {
    const outbox = open();
    const sent: string[] = [];
    outbox.flush(streamOf([]), true);
    outbox.acknowledge(2);
    outbox.add([stanza(5)]);
    outbox.rewind();
    outbox.flush(streamOf(sent), true);
    expect(sent).toEqual([3, 4, 5].map((number) => stanza(number).xml));
  });

  it('18 says which count would be too high, and changes nothing then', () => {
    const outbox = open();
    outbox.flush(streamOf([], 2), true);
    expect(outbox.acknowledge(3)).toBe(2);
    expect(outbox.acknowledge(2 ** 32 - 1)).toBe(2);
    expect(numbers(outbox.sent)).toEqual([1, 2]);
  });

  it('counts over the end at 2^32', () => {
    const outbox = new Outbox(0);
    outbox.restore([1, 2, 3].map(stanza), 2 ** 32 - 2, true);
    expect(outbox.acknowledge(0)).toMatchObject([{ number: 1 }, { number: 2 }]);
    expect(outbox.acknowledge(1)).toMatchObject([{ number: 3 }]);
  });

  it('takes a request back that has not left, and no other', () => {
    const outbox = open();
    outbox.flush(streamOf([], 2), true);
    expect(outbox.withdraw('i2')).toBeUndefined();
    expect(outbox.withdraw('i3')).toBe(3);
    expect(outbox.withdraw('i3')).toBeUndefined();
    expect(outbox.keep(({ number }) => number > 4)).toEqual([4]);
    expect(numbers(outbox.takeAll())).toEqual([1, 2]);
  });

  it('takes all that an earlier process left as sent, where there was a stream', () => {
    const outbox = new Outbox(0);
    outbox.restore([1, 2].map(stanza), 0, true);
    expect([outbox.waiting, outbox.unacknowledged]).toEqual([0, 2]);
    outbox.dropSent();
    outbox.restore([3].map(stanza), 0, false);
    expect([outbox.waiting, outbox.unacknowledged]).toEqual([1, 0]);
  });
});
