import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { readDataForm, submitForm } from '@xec/stanza';
import * as v from 'valibot';
import { dataFormSchema } from './index.js';

describe('the schema of forms', () => {
  it.each([
    'example',
    'room-config-ejabberd',
    'command-prosody',
    'result-prosody',
    'table-ejabberd',
  ])('takes what is read, as in %s, and keeps all of it', (name) => {
    const form = fixtureJson(`data-forms/${name}`);
    expect(v.parse(dataFormSchema, form)).toEqual(form);
  });

  it('takes a submission', () => {
    const form = readDataForm(fixture('data-forms/example'));
    const submission = form && submitForm(form, { botname: 'x' });
    expect(v.parse(dataFormSchema, submission)).toEqual(submission);
  });

  it.each([
    { type: 'form', fields: [] },
    { type: 'other', instructions: [], fields: [] },
    { type: 'form', instructions: [], fields: [{ type: 'boolean', var: 'a', value: 'yes' }] },
    { type: 'form', instructions: [], fields: [{ type: 'new', var: 'a', values: [] }] },
  ])('refuses %j', (form) => {
    expect(v.safeParse(dataFormSchema, form).success).toBe(false);
  });
});
