import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { attempt, isLoopbackHost, TransportError, type Attempt } from './index.js';

afterEach(() => {
  jest.useRealTimers();
});

describe('an attempt to connect', () => {
  it('leaves no timer and no listener behind, however it ends', async () => {
    jest.useFakeTimers();
    const { signal } = new AbortController();
    for (const end of [
      (result: Attempt<string>) => result.succeed('open'),
      (result: Attempt<string>) => result.fail(new TransportError('refused', 'No.')),
    ]) {
      let running: Attempt<string> | undefined;
      const attempted = attempt<string>('somewhere', { signal }, (result) => {
        running = result;
        return () => undefined;
      }).catch(() => 'refused');
      expect(jest.getTimerCount()).toBe(1);
      expect(getEventListeners(signal, 'abort')).toHaveLength(1);
      end(running!);
      await attempted;
      expect(jest.getTimerCount()).toBe(0);
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    }
  });

  it('ends once, and undoes what was begun in vain once', async () => {
    const undo = jest.fn();
    let running: Attempt<string> | undefined;
    const attempted = attempt<string>('somewhere', {}, (result) => {
      running = result;
      return undo;
    });
    running?.fail(new TransportError('refused', 'No.'));
    running?.fail(new TransportError('closed', 'And no.'));
    running?.succeed('open');
    await expect(attempted).rejects.toMatchObject({ code: 'refused' });
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('does not undo what succeeded', async () => {
    const undo = jest.fn();
    const abort = new AbortController();
    const { signal } = abort;
    let running: Attempt<string> | undefined;
    const attempted = attempt<string>('somewhere', { signal }, (result) => {
      running = result;
      return undo;
    });
    running?.succeed('open');
    abort.abort();
    expect(await attempted).toBe('open');
    expect(undo).not.toHaveBeenCalled();
  });

  it('fails where beginning fails at once', async () => {
    const attempted = attempt<string>('somewhere', {}, ({ fail }) => {
      fail(new TransportError('refused', 'No.'));
      return () => undefined;
    });
    await expect(attempted).rejects.toMatchObject({ code: 'refused' });
  });

  it('tells why the signal aborted', async () => {
    const signal = AbortSignal.abort('changed my mind');
    const attempted = attempt('somewhere', { signal }, () => {
      throw new Error('must not begin');
    });
    await expect(attempted).rejects.toMatchObject({ code: 'aborted', cause: 'changed my mind' });
  });
});

describe('this machine', () => {
  it.each(['localhost', '127.0.0.1', '127.255.0.3', '[::1]', '::1'])('is %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    '128.0.0.1',
    '0.0.0.0',
    '127.0.0.1.example',
    'localhost.example',
    'x.localhost',
    '[::]',
    '',
  ])('is not %s', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
