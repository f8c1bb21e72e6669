import { describe, expect, it } from '@jest/globals';
import { write, xml } from '../core/index.js';
import { componentHandshake, isHandshakeReply } from './component.js';

describe('the handshake of a component', () => {
  it('is a digest, without a namespace of its own', () => {
    expect(write(componentHandshake('aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e'))).toBe(
      '<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>',
    );
  });

  it('is answered in kind', () => {
    expect(isHandshakeReply(xml('handshake', {}))).toBe(true);
    expect(isHandshakeReply(xml('features', {}))).toBe(false);
  });
});
