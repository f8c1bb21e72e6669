import { expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { iqGet } from '../core/index.js';
import { pingRequest } from './ping.js';

it('asks as the fixture does', () => {
  const request = iqGet('juliet@capulet.example/balcony', pingRequest());
  request.attrs['id'] = 's2c1';
  toEqualXml(request, fixture('ping/request', { from: undefined }));
  expect(request.getChild('ping')?.getNS()).toBe('urn:xmpp:ping');
});
