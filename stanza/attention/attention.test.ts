import { expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { parse } from '../core/index.js';
import { asksForAttention, attentionMessage } from './attention.js';

it('is built as in XEP-0224, and read back', () => {
  const built = attentionMessage('herbie@usrobots.lit/home', 'Why don’t you answer, Herbie?');
  toEqualXml(built, fixture('attention/headline', { from: undefined }));
  expect(asksForAttention(parse(built.toString()))).toBe(true);
  const silent = attentionMessage('herbie@usrobots.lit/home');
  expect(silent.children).toHaveLength(1);
  expect(asksForAttention(parse("<message xmlns='jabber:client'><attention/></message>"))).toBe(
    false,
  );
});
