import { describe, expect, it } from '@jest/globals';
import { NS_STANZA_ERRORS, parse, readStanzaError } from './index.js';

const stanza = (error: string): string => `<iq xmlns='jabber:client' type='error'>${error}</iq>`;
const condition = (name: string): string => `<${name} xmlns='${NS_STANZA_ERRORS}'/>`;

describe('a stanza error', () => {
  it('is the first listed condition, with type, text and what applications say', () => {
    const read = readStanzaError(
      parse(
        stanza(
          `<error type='wait' by='a.example'>${condition('made-up')}${condition('gone')}` +
            `${condition('conflict')}<text xmlns='${NS_STANZA_ERRORS}'>moved</text>` +
            "<closed-node xmlns='urn:example:errors'/></error>",
        ),
      ),
    );
    expect(read).toEqual({
      condition: 'gone',
      type: 'wait',
      text: 'moved',
      by: 'a.example',
      application: [{ name: 'closed-node', xmlns: 'urn:example:errors' }],
    });
  });

  it('is undefined-condition where none is listed', () => {
    const read = readStanzaError(
      parse(stanza(`<error type='odd'>${condition('made-up')}</error>`)),
    );
    expect(read).toEqual({ condition: 'undefined-condition', type: 'cancel' });
  });

  it('is not what stands in an error of another namespace', () => {
    const foreign = `<error xmlns='urn:example:evil'>${condition('item-not-found')}</error>`;
    const genuine = `<error type='cancel'>${condition('not-allowed')}</error>`;
    expect(readStanzaError(parse(stanza(foreign + genuine))).condition).toBe('not-allowed');
    expect(readStanzaError(parse(stanza(foreign))).condition).toBe('undefined-condition');
  });
});
