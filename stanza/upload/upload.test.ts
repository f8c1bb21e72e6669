import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { genuine, hostile } from '@xec/testing/security';
import { MalformedStanza, firstChild, parse } from '../core/index.js';
import {
  NS_UPLOAD,
  isLoopbackAddress,
  readMaxFileSize,
  readRetry,
  readUploadRequest,
  readUploadSlot,
  uploadRequest,
  type UploadFile,
} from './upload.js';

const read = (slot: string, allowsLoopback?: true) =>
  readUploadSlot(
    parse(`<iq xmlns='jabber:client'>${slot}</iq>`),
    allowsLoopback && { allowsLoopback },
  );
const slot = (put: string, get = put, headers = '') =>
  `<slot xmlns='${NS_UPLOAD}'><put url='${put}'>${headers}</put><get url='${get}'/></slot>`;

describe('asking for a place', () => {
  it('is built as in XEP-0363, and read', () => {
    const file = fixtureJson<{ file: UploadFile }>('upload/request').file;
    const el = firstChild(fixture('upload/request'));
    toEqualXml(uploadRequest(file), el ?? '');
    expect(el && readUploadRequest(el)).toEqual(file);
  });

  it.each(["filename='a'", "filename='a' size='-1'", "filename='a' size='1e3'", "size='1'"])(
    'needs a name and a size: %s',
    (attrs) => {
      expect(readUploadRequest(parse(`<request xmlns='${NS_UPLOAD}' ${attrs}/>`))).toBeUndefined();
    },
  );
});

describe('a place', () => {
  it.each(['slot', 'slot-prosody', 'slot-ejabberd'])('reads as in %s', (name) => {
    const answer = fixture(`upload/${name}`);
    expect(readUploadSlot(answer, { allowsLoopback: true })).toEqual(
      fixtureJson<{ slot: unknown }>(`upload/${name}`).slot,
    );
  });

  hostile(60, 'a slot has only headers that may be there, without line breaks', () => {
    const headers =
      "<header name='Author&#10;ization'>a&#13;&#10;X-Evil: b</header><header name='Host'>evil</header>" +
      "<header>x</header><header name='Cookie'>1</header><header name='cookie'>2</header>";
    expect(read(slot('https://a.example/', undefined, headers)).headers).toEqual([
      { name: 'Authorization', value: 'aX-Evil: b' },
      { name: 'Cookie', value: '1' },
      { name: 'cookie', value: '2' },
    ]);
  });

  const unsafe = [
    slot('http://a.example/'),
    slot('https://a.example/', 'http://a.example/'),
    slot('javascript:alert(1)'),
    slot('ftp://a.example/'),
    slot('/relative'),
    slot('https://user:pw@a.example/'),
    slot('http://localhost.evil.example/'),
    slot('http://127.0.0.1.evil.example/'),
    slot('http://10.0.0.1/'),
    `<slot xmlns='${NS_UPLOAD}'><get url='https://a.example/'/></slot>`,
    `<slot xmlns='${NS_UPLOAD}'><put/><get/></slot>`,
    "<slot xmlns='urn:xmpp:http:upload'/>",
  ];

  hostile(60, 'a slot that leads to clear text, scripts, other schemes or accounts is none', () => {
    for (const text of unsafe) {
      expect(() => read(text)).toThrow(MalformedStanza);
      expect(() => read(text, true)).toThrow(MalformedStanza);
    }
  });

  genuine(60, 'a slot on this machine is one where the stream runs on this machine', () => {
    for (const url of ['http://127.0.0.1:5280/x', 'http://localhost/x', 'http://[::1]:1/x']) {
      expect(() => read(slot(url))).toThrow(MalformedStanza);
      expect(read(slot(url), true).put).toBe(url);
    }
  });

  it('knows this machine', () => {
    expect(isLoopbackAddress('ws://127.0.0.1:5280/xmpp-websocket')).toBe(true);

    expect(isLoopbackAddress('wss://a.example/')).toBe(false);
    expect(isLoopbackAddress('memory')).toBe(false);
  });
});

describe('a refusal', () => {
  it.each(['too-large', 'too-large-prosody', 'too-large-ejabberd'])(
    'says what fits: %s',
    (name) => {
      expect(readMaxFileSize(fixture(`upload/${name}`))).toBe(
        fixtureJson<{ maxSize: number }>(`upload/${name}`).maxSize,
      );
    },
  );

  it('says when to ask again', () => {
    expect(readRetry(fixture('upload/quota'))).toBe('2017-12-03T23:42:05Z');
    expect(readRetry(fixture('upload/too-large'))).toBeUndefined();
  });
});
