import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { firstChild } from '../core/index.js';
import {
  confirmAccepted,
  confirmElement,
  confirmRefused,
  readConfirm,
  type HttpRequest,
} from './confirm.js';

const { request } = fixtureJson<{ request: HttpRequest }>('confirm/iq');
const to = 'files.shakespeare.lit';

describe('a question about an HTTP request', () => {
  it.each(['iq', 'message'])('reads as in the fixture %s', (name) => {
    const el = fixture(`confirm/${name}`).getChild('confirm');
    expect(el && readConfirm(el)).toEqual(request);
  });

  it.each(['id', 'method', 'url'])('needs the attribute %s', (name) => {
    const el = confirmElement(request);
    el.attrs[name] = undefined;
    expect(readConfirm(el)).toBeUndefined();
  });
});

describe('its answer', () => {
  it.each(['accepted', 'refused'] as const)('is built as in XEP-0070: %s', (which) => {
    const build = which === 'accepted' ? confirmAccepted : confirmRefused;
    const thread = { id: 'e0ffe42b28561960c6b12b944a092794b9683a38' };
    const own = { from: undefined };
    toEqualXml(build({ to, request, iq: 'ha000' }), fixture(`confirm/${which}-iq`, own));
    toEqualXml(build({ to, request, thread }), fixture(`confirm/${which}-message`, own));
    const bare = build({ to, request });
    expect(firstChild(bare)?.is('confirm')).toBe(true);
  });
});
