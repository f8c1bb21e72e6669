import { describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { Doors } from './doors.js';
import { pageHeaders } from './page-headers.js';
import { checkUploads } from './upload-origins.js';

const unsafe = [
  'http://upload.capulet.example',
  'http://127.0.0.1.evil.example',
  'https://upload.capulet.example/path',
  'https://*.capulet.example',
  'https://*',
  'https://juliet:secret@capulet.example',
  "https://capulet.example; script-src 'unsafe-inline'",
  'wss://capulet.example',
  'https:',
  '*',
];

describe('where files of pages go', () => {
  it('is named by origins, with TLS unless they are on this machine', () => {
    for (const origin of unsafe) {
      expect(() => checkUploads([origin])).toThrow('expected an origin');
    }
    const safe = ['https://upload.capulet.example', 'http://127.0.0.1:5280'];
    expect(() => checkUploads(safe)).not.toThrow();
  });

  it('is what the security policy lets the page connect to, and nothing more is open', async () => {
    const doors = new Doors({ host: '127.0.0.1', isTls: false, publicOrigin: undefined });
    const app = new Hono()
      .use(pageHeaders(doors, [], ['https://upload.capulet.example']))
      .get('/', (ctx) => ctx.text(''));
    const policy = (await app.request('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/connect-src 'self' +https:\/\/upload\.capulet\.example;/);
    expect(policy).toContain("img-src 'self';");
    expect(policy.split('upload.capulet.example')).toHaveLength(2);
  });
});
