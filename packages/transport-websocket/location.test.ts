import { describe, expect, it } from '@jest/globals';
import { TransportError } from '@xec/transport';
import { openPreferred } from './location.js';

/** Where it went, in order, while nobody answers at `dead`. */
async function way(service: string, location: string | undefined, dead?: string) {
  const tried: string[] = [];
  const options = { allowInsecure: true, ...(location !== undefined && { location }) };
  const opened = await openPreferred(service, options, ({ name }) => {
    tried.push(name);
    return name === dead
      ? Promise.reject(new TransportError('refused', 'Nobody is there.'))
      : Promise.resolve(name);
  });
  expect(tried.at(-1)).toBe(opened);
  return tried;
}

describe('the place where a stream is resumed', () => {
  it.each([
    ['none', 'wss://a.example/ws', undefined, 'wss://a.example/ws'],
    ['another machine', 'wss://a.example/ws', 'wss://b.example/ws', 'wss://b.example/ws'],
    ['an address of no WebSocket', 'wss://a.example/ws', 'b.example:5222', 'wss://a.example/ws'],
    ['one in brackets', 'wss://a.example/ws', '[2001:db8::1]:9222', 'wss://a.example/ws'],
    ['clear text', 'wss://a.example/ws', 'ws://b.example/ws', 'wss://a.example/ws'],
    ['this machine', 'ws://a.example/ws', 'ws://127.0.0.1/ws', 'ws://a.example/ws'],
    ['a password', 'wss://a.example/ws', 'wss://u:p@b.example/ws', 'wss://a.example/ws'],
  ])('%s', async (_what, service, location, expected) => {
    expect(await way(service, location)).toEqual([expected]);
  });

  it('is left for the service where nobody answers', async () => {
    const service = 'wss://a.example/ws';
    const location = 'wss://b.example/ws';
    expect(await way(service, location, location)).toEqual([location, service]);
  });

  it('is not left when the caller gave up', async () => {
    const abort = new AbortController();
    const gone = openPreferred(
      'wss://a.example/ws',
      { location: 'wss://b.example/ws', signal: abort.signal },
      () => {
        abort.abort();
        return Promise.reject(new TransportError('aborted', 'The caller gave up.'));
      },
    );
    await expect(gone).rejects.toMatchObject({ code: 'aborted' });
  });
});
