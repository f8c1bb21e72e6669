import { describe, expect, it } from '@jest/globals';
import { readService } from './service.js';

describe('the URL of a service', () => {
  it.each([
    ['wss://xmpp.example/ws', true, false],
    ['wss://localhost/ws', true, true],
    ['ws://localhost:5280/ws', false, true],
    ['ws://127.0.0.1:5280/', false, true],
    ['ws://127.1/', false, true],
    ['ws://[::1]:5280/', false, true],
  ])('%s is taken', (service, isSecure, isLoopback) => {
    expect(readService(service, {})).toMatchObject({ isSecure, isLoopback });
  });

  it.each([
    ['ws://xmpp.example/ws', 'clear text'],
    ['ws://localhost.example/', 'clear text'],
    ['ws://127.0.0.1.example/', 'clear text'],
    ['ws://10.0.0.1/', 'clear text'],
    ['ws://[::2]/', 'clear text'],
    ['https://xmpp.example/ws', 'wss:// URL was expected'],
    ['xmpp.example', 'wss:// URL was expected'],
    ['', 'wss:// URL was expected'],
    ['wss://romeo:secret@xmpp.example/', 'user name or password'],
    ['wss://xmpp.example/#top', 'fragment'],
  ])('%s is refused: %s', (service, sentence) => {
    expect(() => readService(service, {})).toThrow(
      expect.objectContaining({
        code: 'invalid-service',
        message: expect.stringContaining(sentence),
      }),
    );
  });

  it('may be clear text where the owner allows it', () => {
    const service = readService('ws://xmpp.example/ws', { allowInsecure: true });
    expect(service).toMatchObject({ isSecure: false, isLoopback: false });
  });

  it('is named in messages without its query, where tokens stand', () => {
    expect(readService('wss://xmpp.example:5281/ws?token=s3cret', {}).name).toBe(
      'wss://xmpp.example:5281/ws',
    );
  });

  it('is not repeated in messages when it cannot be read or holds a password', () => {
    for (const service of ['wss//romeo:secret@xmpp.example', 'wss://romeo:secret@xmpp.example/']) {
      expect(() => readService(service, {})).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('secret') }),
      );
    }
  });
});
