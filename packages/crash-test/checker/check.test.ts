import { describe, expect, it } from '@jest/globals';
import { check } from './index.js';
import { Tale, failed, handled } from '../testing/tale.js';

/** What the checker says of a history, in short. */
const found = (tale: Tale): string[] =>
  check(tale.lines).violations.map(({ wrong, text }) => `${wrong}: ${text}`);

/** A request that was answered as it should be. */
const good = (): Tale => new Tale().online().asks(1).replies(1, 't1');

describe('the checker, of requests', () => {
  it('finds nothing in a good history, and counts what was stored', () => {
    const verdict = check(good().ends([handled(1, 1, 't1')]).lines);
    expect(verdict).toEqual({ actions: 1, violations: [], unknown: {}, outcomes: { handle: 1 } });
  });

  it('misses a request without an outcome', () => {
    expect(found(good().ends([]))).toEqual(['lost: action 1 was stored and has no outcome']);
  });

  it('misses nothing where a request was never stored', () => {
    const tale = new Tale().add({
      e: 'invoked',
      session: 's0',
      n: 1,
      kind: 'ask',
      what: 'reply',
    });
    expect(found(tale.ends([]))).toEqual([]);
  });

  it('finds what is pending still', () => {
    expect(found(good().ends([], [1]))).toEqual([
      'lost: action 1 (id-1) is pending still when all is over',
    ]);
  });

  it('finds two outcomes of one request', () => {
    const tale = good().ends([handled(1, 1, 't1'), handled(2, 1, 't1')]);
    expect(found(tale)).toEqual(['double: action 1 has several outcomes: packets 1, 2']);
  });

  it('finds an outcome that nobody asked for', () => {
    expect(found(new Tale().ends([handled(1, 7, 't1')]))).toEqual([
      'double: action 7 has an outcome, and was never asked',
    ]);
  });

  it('finds a forged answer that was taken for the right one', () => {
    const tale = new Tale().online().asks(1).replies(1, 'forged', true).replies(1, 't1');
    expect(found(tale.ends([handled(1, 1, 'forged')]))).toEqual([
      'lost: action 1 ended with forged, which was forged',
    ]);
  });

  it('finds a caller who was told something else', () => {
    const tale = good().add({ e: 'settled', session: 's0', n: 1, outcome: 'timeout' });
    expect(found(tale.ends([handled(1, 1, 't1')]))).toEqual([
      'double: action 1 was settled as timeout; its packet says handle',
    ]);
  });

  it('finds what a handler asked, and was not stored with its effects', () => {
    const tale = new Tale()
      .add({ e: 'invoked', session: 's0', n: 1, kind: 'ask', what: 'reply', then: 2 })
      .online()
      .stores({ begun: [{ n: 1, id: 'id-1', name: 'Crash/Ask', timeoutMs: 30_000, number: 1 }] })
      .replies(1, 't1')
      .ends([handled(1, 1, 't1')]);
    expect(found(tale)).toEqual(['lost: action 1 was answered; action 2 did not follow']);
  });

  it('takes connection-lost where the stream was not resumed, and only there', () => {
    const lost = [failed(1, 1, 'connection-lost', 'unknown')];
    const down = { e: 'server-down', keepsStreams: false } as const;
    expect(found(good().add(down).online().ends(lost))).toEqual([]);
    expect(found(good().online('resumed').ends(lost))).toEqual([
      'lost: action 1 ended as connection-lost, though its stream goes on',
    ]);
  });

  it('does not take connection-lost, not delivered, where the peer has it', () => {
    const down = { e: 'server-down', keepsStreams: false } as const;
    const tale = good().add(down).online();
    expect(found(tale.ends([failed(1, 1, 'connection-lost', 'no')]))).toEqual([
      'lost: action 1 ended as connection-lost, not delivered, and the peer has it',
    ]);
  });

  it('takes a timeout where nobody answered, and not where the answer was there in time', () => {
    const timeout = [failed(1, 1, 'timeout')];
    expect(found(new Tale().online().asks(1).ends(timeout))).toEqual([]);
    const tale = good().online('resumed').add({ e: 'confirmed', peer: 'peer', place: 1 });
    expect(found(tale.ends(timeout))).toEqual([
      'lost: action 1 ended as timeout, and its answer was there in time',
    ]);
  });

  it('finds an error that nobody said', () => {
    expect(found(good().ends([failed(1, 1, 'forbidden')]))).toEqual([
      'lost: action 1 ended as forbidden, which nobody said',
    ]);
  });
});

describe('the checker, of packets', () => {
  it('finds a gap, and a number that is there twice', () => {
    expect(found(good().ends([handled(2, 1, 't1')], [], false))).toContain(
      'lost: packets 1 to 1 are not there',
    );
    const state = { seq: 2, key: 'session_state' };
    expect(found(good().ends([handled(1, 1, 't1'), state, state], [], false))).toContain(
      'double: packet 2 is there twice',
    );
  });

  it('finds a packet that a reader saw otherwise', () => {
    const tale = good().sees({ seq: 1, key: 'session_state' }, 'live:p0.1');
    expect(found(tale.ends([handled(1, 1, 't1')]))).toEqual([
      'double: live:p0.1 saw session_state of undefined as packet 1: crash_ask_handle of 1 is there',
    ]);
  });

  it('finds what a named reader missed, and what it saw too late', () => {
    const one = { seq: 1, key: 'session_state' };
    const two = { seq: 2, key: 'session_state' };
    expect(found(new Tale().sees(one).ends([one, two], [], false))).toEqual([
      'lost: named:audit never saw the packets 2',
    ]);
    expect(found(new Tale().sees(two).sees(one).ends([one, two], [], false))).toEqual([
      'out-of-order: named:audit saw packet 1 after packet 2',
    ]);
  });

  it('lets a named reader see a packet again', () => {
    const one = { seq: 1, key: 'session_state' };
    expect(found(new Tale().sees(one).sees(one).ends([one]))).toEqual([]);
  });

  it('does not ask for what came after the session had come to rest', () => {
    const one = { seq: 1, key: 'session_state' };
    const two = { seq: 2, key: 'session_state' };
    const tale = new Tale().sees(one).add({ e: 'rested', session: 's0', seq: 1 });
    expect(found(tale.ends([one, two], [], false))).toEqual([]);
  });
});

describe('the checker, of order and streams', () => {
  it('finds a stanza that overtook another one', () => {
    const tale = new Tale().online();
    const begun = [1, 2].map((n) => ({
      n,
      id: `id-${n}`,
      name: 'Crash/Ask',
      timeoutMs: 30_000,
      number: n,
    }));
    tale.stores({ begun }).arrives(2).arrives(1);
    expect(found(tale.ends([failed(1, 1, 'timeout'), failed(2, 2, 'timeout')]))).toEqual([
      'out-of-order: action 1 (id-1) reached peer behind what was asked after it',
    ]);
  });

  it('finds a stanza that came twice on one stream', () => {
    const tale = good().online('resumed').arrives(1);
    expect(found(tale.ends([handled(1, 1, 't1')]))).toEqual([
      'double: action 1 (id-1) reached the peer twice on one stream',
    ]);
  });

  it('finds an older owner who still writes', () => {
    const tale = new Tale().stores({ fence: 1 }).stores({ fence: 2, by: 'p1.1' });
    expect(found(tale.stores({ fence: 1 }))).toEqual([
      "double: p0.1 stored a unit with fence 1, when 2 was the owner's",
    ]);
  });

  it('finds a stream that was not resumed, and could have been', () => {
    const tale = new Tale().online().stores({ hasStream: true });
    tale.add({ e: 'stream', session: 's0', what: 'refused' });
    expect(found(tale.online())).toEqual([
      'lost: a stream was not resumed, and the server had forgotten none',
    ]);
    expect(found(new Tale().online().stores({ hasStream: true }).online())).toEqual([
      'lost: a stream was not resumed, and nobody refused it',
    ]);
  });

  it('does not ask an older owner to resume the stream of the one after it', () => {
    const opened = (fence: number) => ({ e: 'opened', session: 's0', fence }) as const;
    const begun = (): Tale =>
      new Tale().add(opened(1)).add(opened(2), 'p1.1').stores({ fence: 2, by: 'p1.1' });
    const enabled = { e: 'stream', session: 's0', what: 'enabled' } as const;
    const stored = begun().add(enabled, 'p1.1').stores({ fence: 2, by: 'p1.1', hasStream: true });
    expect(found(stored.add(enabled, 'p0.1'))).toEqual([]);
    const its = begun().add(enabled, 'p1.1').stores({ fence: 2, by: 'p1.1', hasStream: true });
    expect(found(its.add(enabled, 'p1.1'))).toEqual([
      'lost: a stream was not resumed, and nobody refused it',
    ]);
  });
});

describe('the checker, of what comes unasked', () => {
  const message = { peer: 'peer', session: 's0', id: 'm1', m: 1, place: 1 };
  const confirmed = { e: 'confirmed', peer: 'peer', place: 1 } as const;
  const told = (): Tale =>
    new Tale()
      .online()
      .add({ e: 'told', ...message })
      .add(confirmed);
  const asked = (): Tale =>
    new Tale()
      .online()
      .add({ e: 'asked', ...message })
      .add(confirmed);
  const packet = { seq: 1, key: 'crashtold', n: 1, id: 'm1' };
  const answer = (from: 'session' | 'server') =>
    ({ e: 'answered', peer: 'peer', session: 's0', id: 'm1', from }) as const;

  it('wants a packet of each message', () => {
    expect(found(told().ends([packet]))).toEqual([]);
    expect(found(told().ends([]))).toEqual(['lost: message 1 of peer is no packet']);
  });

  it('does not want more than one', () => {
    expect(found(told().ends([packet, { ...packet, seq: 2 }]))).toEqual([
      'double: message 1 of peer is 2 packets',
    ]);
  });

  it('knows nothing of a message on a stream that was not resumed', () => {
    const tale = told().add({ e: 'server-down', keepsStreams: false }).online();
    const verdict = check(tale.ends([]).lines);
    expect(verdict.violations).toEqual([]);
    expect(verdict.unknown).toEqual({ 'told, and the stream was not resumed': 1 });
  });

  it('knows of a message whose successor came on the same stream', () => {
    const tale = told().add({ e: 'told', ...message, id: 'm2', m: 2, place: 2 });
    tale
      .stores({ seqs: [1] })
      .add({ e: 'server-down', keepsStreams: false })
      .online();
    expect(found(tale.ends([{ ...packet, n: 2, id: 'm2' }]))).toEqual([
      'lost: message 1 of peer is no packet',
    ]);
  });

  it('wants one answer to each request', () => {
    const asks = { ...packet, key: 'crashasked' };
    expect(found(asked().add(answer('session')).ends([asks]))).toEqual([]);
    expect(found(asked().ends([asks]))).toEqual(['unanswered: request 1 of peer has no answer']);
    expect(found(asked().add(answer('server')).ends([asks]))).toEqual([
      'unanswered: request 1 of peer was answered by the server instead',
    ]);
    const twice = asked().add(answer('session')).add(answer('session'));
    expect(found(twice.ends([asks]))).toEqual(['double: request 1 of peer was answered 2 times']);
  });

  it('finds messages that changed places', () => {
    const tale = told();
    tale.add({ e: 'told', ...message, id: 'm2', m: 2 });
    expect(
      found(
        tale.ends([
          { ...packet, n: 2, id: 'm2' },
          { ...packet, seq: 2 },
        ]),
      ),
    ).toEqual(['out-of-order: packet 2 tells 1 after later ones']);
  });
});
