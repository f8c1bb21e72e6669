import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { presenceStanza } from '../core/index.js';
import { mujiElement, readMuji, type Muji } from './index.js';

describe('a conference in a room', () => {
  it('is read and written', () => {
    const { muji } = fixtureJson<{ muji: Muji }>('muji/conference');
    expect(readMuji(fixture('muji/conference'))).toEqual(muji);
    toEqualXml(mujiElement(muji), fixture('muji/conference').getChild('muji')!);
    expect(readMuji(presenceStanza())).toBeUndefined();
    expect(readMuji(presenceStanza({}, mujiElement({ contents: [] })))).toEqual({ contents: [] });
  });
});
