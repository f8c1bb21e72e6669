import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { dataFormElement, FormValueError, readDataForm, submitForm } from './index.js';

const example = readDataForm(fixture('data-forms/example'));
if (example === undefined) throw new Error('expected a form');

const refusal = (values: Parameters<typeof submitForm>[1], form = example): FormValueError => {
  try {
    submitForm(form, values);
  } catch (error) {
    if (error instanceof FormValueError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
};

describe('filling in a form', () => {
  it('sends what was said, what was there, and what is hidden', () => {
    const submission = submitForm(example, {
      botname: 'The Jabber Bot <1>',
      description: 'First line\nSecond line',
      public: false,
      features: ['news'],
      maxsubs: 10,
      invitelist: ['Juliet@Capulet.example', 'benvolio@montague.example'],
      age: 20,
    });
    toEqualXml(
      dataFormElement(submission),
      `<x xmlns='jabber:x:data' type='submit'>
         <field var='FORM_TYPE' type='hidden'><value>jabber:bot</value></field>
         <field var='token'><value>a</value><value>b</value></field>
         <field var='botname'><value>The Jabber Bot &lt;1&gt;</value></field>
         <field var='description'><value>First line</value><value>Second line</value></field>
         <field var='public'><value>0</value></field>
         <field var='features'><value>news</value></field>
         <field var='maxsubs'><value>10</value></field>
         <field var='invitelist'><value>juliet@capulet.example</value>
           <value>benvolio@montague.example</value></field>
         <field var='age'><value>20</value></field></x>`.replace(/\n\s*/g, ''),
    );
  });

  it('keeps the values that were there', () => {
    expect(submitForm(example).fields).toEqual([
      { type: 'hidden', var: 'token', values: ['a', 'b'] },
      { type: 'text-multi', var: 'description', values: ['One', 'Two'] },
      { type: 'boolean', var: 'public', value: true },
      { type: 'list-multi', var: 'features', values: ['news', 'contests'], options: [] },
      { type: 'list-single', var: 'maxsubs', value: '20', options: [] },
    ]);
  });

  it('takes a value away with nothing', () => {
    const { fields } = submitForm(example, { description: [], features: [], botname: '' });
    expect(fields).toContainEqual({ type: 'text-multi', var: 'description', values: [] });
    expect(fields).toContainEqual({ type: 'text-single', var: 'botname', value: '' });
  });

  it.each([
    ['public', 'yes', 'true or false', '"yes"'],
    ['botname', true, 'a text', 'true'],
    ['botname', ['a', 'b'], 'one value', '2'],
    ['botname', 'a\nb', 'one line', 'a text with line breaks'],
    ['maxsubs', '30', 'one of "10", "20"', '"30"'],
    ['features', ['news', 'weather'], 'one of "contests", "news", "polls"', '"weather"'],
    ['features', ['news', 'contests', 'polls'], 'at most 2 choices', '3'],
    ['invitelist', ['a@@b'], 'an address (JID)', 'a list of 1'],
    ['age', 'old', 'a whole number', '"old"'],
    ['age', 17, 'a number of at least 18', '17'],
    ['age', 100, 'a number of at most 99', '100'],
    ['nickname', 'x', 'one of "token", "botname"', 'a name it does not have'],
    ['FORM_TYPE', 'x', 'one of "token"', 'a name it does not have'],
  ] as const)('refuses in %s %p', (field, value, expected, got) => {
    const error = refusal({ [field]: value });
    expect(error.field).toBe(field);
    expect(error.expected).toContain(expected);
    expect(error.got).toBe(got);
    expect(error.message).toBe(`field "${field}": expected ${error.expected}, got ${got}`);
  });

  it('refuses to leave out what is required', () => {
    const required = readDataForm(
      dataFormElement({
        type: 'form',
        instructions: [],
        fields: [{ type: 'text-private', var: 'password', required: true }],
      }),
    );
    expect(refusal({}, required).message).toBe(
      'field "password": expected a value, for it is required, got none',
    );
    expect(refusal({ password: '' }, required).got).toBe('none');
  });

  it('does not tell a secret', () => {
    expect(refusal({ password: 'hush\nhush' }).message).not.toContain('hush');
    expect(refusal({ password: ['hush', 'hush'] }).message).not.toContain('hush');
  });

  it('takes anything for an open list', () => {
    const { fields } = submitForm(
      {
        type: 'form',
        instructions: [],
        fields: [
          {
            type: 'list-single',
            var: 'a',
            options: [{ value: '1' }],
            validation: { datatype: 'xs:string', method: 'open' },
          },
        ],
      },
      { a: '2' },
    );
    expect(fields).toEqual([{ type: 'list-single', var: 'a', value: '2', options: [] }]);
  });
});
