import { describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { checkOptions, type GatewayOptions } from '../options.js';
import { Doors } from './doors.js';
import { pageHeaders } from './page-headers.js';

async function policyOf(connect: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const app = new Hono()
    .use(
      pageHeaders(new Doors({ host: '127.0.0.1', isTls: false, publicOrigin: undefined }), connect),
    )
    .get('/', (ctx) => ctx.text(''));
  const policy = (await app.request('/')).headers.get('content-security-policy') ?? '';
  return new Map(
    policy.split(';').map((each) => {
      const [name = '', ...values] = each.trim().split(' ');
      return [name, values.join(' ').trim()];
    }),
  );
}

describe('the security policy of the page', () => {
  it('lets it connect to the gateway alone', async () => {
    const policy = await policyOf([]);
    expect(policy.get('connect-src')).toBe("'self'");
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
  });

  it('lets it connect where the application says, too', async () => {
    const policy = await policyOf(['wss://xmpp.capulet.example/ws', 'ws://127.0.0.1:5280']);
    expect(policy.get('connect-src')).toMatch(
      /^'self' +wss:\/\/xmpp\.capulet\.example ws:\/\/127\.0\.0\.1:5280$/,
    );
  });

  it.each([
    'https://capulet.example',
    'wss://capulet.example; script-src *',
    'wss://*',
    'wss://juliet:secret@capulet.example/ws',
    'wss://capulet.example/ws#part',
    '*',
    'wss:',
  ])('takes addresses of sockets only, not %s', (address) => {
    const accounts = {} as NonNullable<GatewayOptions['accounts']>; // nobody is asked here
    expect(() => checkOptions({ accounts, connect: [address] })).toThrow('expected the address');
    expect(() => checkOptions({ accounts, connect: ['wss://capulet.example/ws'] })).not.toThrow();
  });
});
