import { describe, expect, it } from '@jest/globals';
import type { Vcard } from './profile-model.js';
import { changedVcard, fieldsOf } from './vcard-fields.js';

const vcard: Vcard = {
  fn: 'Juliet',
  n: { given: 'Juliet', surname: 'Capulet' },
  email: ['juliet@capulet.example', 'j@verona.example'],
  rest: ['<x xmlns="urn:x"/>'],
};

describe('the fields of a vCard', () => {
  it('show what is there, of several the first', () => {
    expect(fieldsOf(vcard)).toMatchObject({
      fn: 'Juliet',
      email: 'juliet@capulet.example',
      note: '',
    });
  });

  it('change what was changed, and nothing else', () => {
    expect(changedVcard(vcard, { note: ' Thirteen ', email: 'new@capulet.example' })).toEqual({
      ...vcard,
      note: 'Thirteen',
      email: ['new@capulet.example', 'j@verona.example'],
    });
    expect(changedVcard(vcard, {})).toEqual(vcard);
  });

  it('are not said any more when they are empty', () => {
    expect(changedVcard(vcard, { fn: '', email: '' })).toEqual({
      ...{ n: vcard.n, rest: vcard.rest },
      email: ['j@verona.example'],
    });
    expect(changedVcard({ tel: ['tel:+39'] }, { tel: ' ' })).toEqual({});
  });
});
