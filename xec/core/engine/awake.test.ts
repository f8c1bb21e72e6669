import { describe, expect, it } from '@jest/globals';
import { TestRuntime } from '@xec/testing';
import { Log, type LogLine } from '../log.js';
import { Awake } from './awake.js';

function open(name = 'one') {
  const runtime = new TestRuntime();
  const lines: LogLine[] = [];
  const log = new Log({ level: 'warn', sink: (line) => lines.push(line) });
  const awake = new Awake({ name }, runtime, log);
  const call = (what: string, handle: () => void): void => {
    void awake.call({ what, takesServices: false }, {}, handle, undefined, undefined);
  };
  const blocked = () => lines.map(({ handler, ms }) => [handler, ms]);
  return { runtime, awake, call, blocked };
}

describe('a handler that blocks', () => {
  it('is named with all that the stanza was for', () => {
    const { runtime, awake, call, blocked } = open();
    awake.begin(0);
    call('payload A', () => undefined);
    call('payload B', () => {
      runtime.skip(1000);
    });
    awake.end();
    expect(blocked()).toEqual([['payload A, payload B', 1000]]);
  });

  it('is not one that ran for an earlier stanza, nor one of a session that it woke', () => {
    const one = open('one');
    const two = open('two');
    one.awake.begin(0);
    one.call('payload Quick', () => undefined);
    one.awake.end();
    one.awake.begin(0);
    one.call('payload Slow', () => {
      two.awake.begin(0);
      two.call('payload Other', () => undefined);
      two.awake.end();
      one.runtime.skip(2000);
    });
    one.awake.end();
    expect(one.blocked()).toEqual([['payload Slow', 2000]]);
    expect(two.blocked()).toEqual([]);
  });

  it('has no part in the time before its stanza came', () => {
    const { runtime, awake, call, blocked } = open();
    const at = runtime.monotonic();
    runtime.skip(400);
    awake.begin(at);
    call('payload A', () => {
      runtime.skip(599);
    });
    awake.end();
    expect(blocked()).toEqual([]);
  });

  it('is measured by itself where no stanza is handled', () => {
    const { runtime, call, blocked } = open();
    call('action A', () => {
      runtime.skip(1500);
    });
    call('action B', () => undefined);
    expect(blocked()).toEqual([['action A', 1500]]);
  });
});
