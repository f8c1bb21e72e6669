import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { MalformedStanza, childElements, parse } from '../core/index.js';
import {
  cancelForm,
  captchaAnswers,
  captchaChallenges,
  dataFormElement,
  fieldTexts,
  formField,
  formLimits,
  formText,
  readCaptcha,
  readDataForm,
  type DataForm,
} from './index.js';

const read = (name: string): DataForm => {
  const stanza = fixture(`data-forms/${name}`);
  const form = [stanza, ...childElements(stanza)].map(readDataForm).find((each) => each);
  if (form === undefined) throw new Error(`expected a form in ${name}`);
  return form;
};
const form = (inside: string, type = 'form') =>
  readDataForm(parse(`<x xmlns='jabber:x:data' type='${type}'>${inside}</x>`));

describe('a form', () => {
  it.each([
    'example',
    'room-config-ejabberd',
    'command-prosody',
    'result-prosody',
    'table-ejabberd',
  ])('is read as in %s', (name) => {
    expect(read(name)).toEqual(fixtureJson(`data-forms/${name}`));
  });

  it.each(['room-config-ejabberd', 'command-prosody', 'example'])(
    'is written as it was read, as in %s',
    (name) => {
      const written = dataFormElement(read(name));
      expect(readDataForm(parse(written.toString()))).toEqual(read(name));
    },
  );

  it('is none in another element', () => {
    expect(readDataForm(parse("<x xmlns='jabber:x:oob'/>"))).toBeUndefined();
    expect(readDataForm(parse("<query xmlns='a'><x xmlns='b'/></query>"))).toBeUndefined();
  });

  it('without a type that is known is one to fill in', () => {
    expect(form('', 'no-such')).toEqual({ type: 'form', instructions: [], fields: [] });
  });

  it.each(['1', 'true', ' TRUE '])('says yes with %p', (value) => {
    const read = form(`<field type='boolean' var='a'><value>${value}</value></field>`);
    expect(read?.fields).toEqual([{ type: 'boolean', var: 'a', value: true }]);
  });

  it('says nothing with what is no yes or no', () => {
    const read = form("<field type='boolean' var='a'><value>perhaps</value></field>");
    expect(read?.fields).toEqual([{ type: 'boolean', var: 'a' }]);
  });

  it('that was filled in has types by what it holds', () => {
    const read = form(
      `<field var='FORM_TYPE'><value>t</value></field><field var='a'><value>1</value></field>
       <field var='b'><value>1</value><value>2</value></field>`,
      'submit',
    );
    expect(read).toMatchObject({
      formType: 't',
      fields: [{ type: 'text-single' }, { type: 'text-multi', values: ['1', '2'] }],
    });
  });

  it('gives fields and texts by name', () => {
    expect(formText(read('example'), 'description')).toBe('One');
    expect(formText(read('example'), 'public')).toBe('1');
    expect(formText(read('example'), '__proto__')).toBeUndefined();
    expect(fieldTexts(formField(read('example'), 'features'))).toEqual(['news', 'contests']);
  });

  it.each([
    ['fields', "<field type='text-single' var='a'/>".repeat(formLimits.fields + 1)],
    ['options', `<field var='a'>${'<option/>'.repeat(formLimits.options + 1)}</field>`],
    ['values', `<field var='a'>${'<value/>'.repeat(formLimits.values + 1)}</field>`],
    ['items', '<item/>'.repeat(formLimits.items + 1)],
    ['characters', `<title>${'x'.repeat(formLimits.text + 1)}</title>`],
  ])('is refused with too many %s', (what, inside) => {
    const type =
      what === 'options' ? inside.replace("var='a'", "var='a' type='list-single'") : inside;
    expect(() => form(type)).toThrow(MalformedStanza);
    expect(() => form(type)).toThrow(what);
  });

  it('is given up', () => {
    toEqualXml(cancelForm(), "<x xmlns='jabber:x:data' type='cancel'/>");
  });
});

describe('a captcha', () => {
  const captcha = parse(
    `<message xmlns='jabber:client'><captcha xmlns='urn:xmpp:captcha'>
       <x xmlns='jabber:x:data' type='form'>
         <field type='hidden' var='FORM_TYPE'><value>urn:xmpp:captcha</value></field>
         <field type='hidden' var='answers'><value>2</value></field>
         <field type='hidden' var='sid'><value>spam2</value></field>
         <field var='ocr' label='Enter the text you see'>
           <media xmlns='urn:xmpp:media-element'><uri type='image/jpeg'>cid:x</uri></media></field>
         <field label='Type the color of a stop light' var='qa'><required/></field>
       </x></captcha></message>`,
  );

  it('is read with its challenges', () => {
    const read = readCaptcha(captcha);
    expect(read?.formType).toBe('urn:xmpp:captcha');
    expect(read && captchaAnswers(read)).toBe(2);
    expect(read && captchaChallenges(read)).toEqual([
      {
        name: 'ocr',
        question: 'Enter the text you see',
        media: { uris: [{ uri: 'cid:x', type: 'image/jpeg' }] },
        required: false,
      },
      { name: 'qa', question: 'Type the color of a stop light', required: true },
    ]);
  });

  it('is none in other stanzas', () => {
    expect(readCaptcha(parse("<message xmlns='jabber:client'/>"))).toBeUndefined();
  });
});
