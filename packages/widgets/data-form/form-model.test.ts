import { describe, expect, it } from '@jest/globals';
import {
  FormModel,
  isFillable,
  type DataForm,
  type FormField,
  type NamedField,
} from './form-model.js';

const form: DataForm = {
  type: 'form',
  title: 'Bot',
  instructions: ['Fill this in.'],
  formType: 'jabber:bot',
  fields: [
    { type: 'hidden', var: 'token', values: ['a', 'b'] },
    { type: 'fixed', values: ['Section 1'] },
    { type: 'text-single', var: 'name', label: 'Name', required: true },
    { type: 'text-multi', var: 'description', values: ['One', '', 'Two'] },
    { type: 'boolean', var: 'public', value: true },
    { type: 'boolean', var: 'unset' },
    {
      type: 'list-multi',
      var: 'features',
      values: ['news', 'gone'],
      options: [{ value: 'contests' }, { value: 'news' }, { value: 'polls' }],
      validation: { datatype: 'xs:string', method: 'basic', listRange: { max: 2 } },
    },
    { type: 'list-single', var: 'most', value: '20', options: [{ value: '10' }, { value: '20' }] },
    { type: 'jid-multi', var: 'invited', values: [] },
    {
      type: 'text-single',
      var: 'age',
      validation: { datatype: 'xs:integer', method: 'range', min: '18', max: '99' },
    },
    { type: 'text-private', var: 'secret', value: 'hush' },
  ],
};

const named = (name: string): NamedField => {
  const field = form.fields.find((each) => each.var === name);
  if (field === undefined || !isFillable(field)) throw new Error(`expected a field ${name}`);
  return field;
};
const sent = (model: FormModel, name: string): FormField | undefined =>
  model.submission().fields.find((field) => field.var === name);

describe('a form that is filled in', () => {
  it('goes back as it came where nobody touched it', () => {
    const model = new FormModel(form);
    expect(model.isTouched).toBe(false);
    expect(model.submission()).toEqual({
      type: 'submit',
      instructions: [],
      formType: 'jabber:bot',
      fields: [
        { type: 'hidden', var: 'token', values: ['a', 'b'] },
        { type: 'text-multi', var: 'description', values: ['One', '', 'Two'] },
        { type: 'boolean', var: 'public', value: true },
        { type: 'list-multi', var: 'features', values: ['news', 'gone'], options: [] },
        { type: 'list-single', var: 'most', value: '20', options: [] },
        { type: 'text-private', var: 'secret', value: 'hush' },
      ],
    });
  });

  it('says what was changed, and takes away what was emptied', () => {
    const model = new FormModel(form);
    model.set(named('name'), 'Bot');
    model.set(named('unset'), true);
    model.set(named('description'), []);
    model.set(named('secret'), '');
    expect(sent(model, 'name')).toEqual({ type: 'text-single', var: 'name', value: 'Bot' });
    expect(sent(model, 'unset')).toEqual({ type: 'boolean', var: 'unset', value: true });
    expect(sent(model, 'description')).toEqual({
      type: 'text-multi',
      var: 'description',
      values: [],
    });
    expect(sent(model, 'secret')).toEqual({ type: 'text-private', var: 'secret', value: '' });
  });

  it('takes what a field said by itself for no change', () => {
    const model = new FormModel(form);
    model.set(named('description'), 'x');
    model.set(named('description'), ['One', '', 'Two']);
    model.set(named('unset'), true);
    model.set(named('unset'), false);
    expect(model.isTouched).toBe(false);
    expect(sent(model, 'unset')).toBeUndefined();
  });

  it('does not show what is hidden', () => {
    expect(new FormModel(form).shown.map((field) => field.var)).not.toContain('token');
    expect(new FormModel(form).shown).toHaveLength(form.fields.length - 1);
  });

  it('lets what came with it pass, but not that something required is missing', () => {
    expect([...new FormModel(form).faults()]).toEqual([['name', { kind: 'required' }]]);
  });

  it.each([
    ['age', 'old', { kind: 'integer' }],
    ['age', '18.5', { kind: 'integer' }],
    ['age', '17', { kind: 'least', limit: '18' }],
    ['age', '100', { kind: 'most', limit: '99' }],
    ['invited', ['juliet@capulet.example', 'a@@b'], { kind: 'address' }],
    ['most', '30', { kind: 'option' }],
    ['features', ['contests', 'news', 'polls'], { kind: 'many', limit: '2' }],
    ['name', '', { kind: 'required' }],
  ] as const)('finds what is wrong in %s: %j', (name, answer, fault) => {
    const model = new FormModel(form);
    model.set(named('name'), 'Bot');
    model.set(named(name), answer);
    expect([...model.faults()]).toEqual([[name, fault]]);
  });

  it('has nothing against what fits', () => {
    const model = new FormModel(form);
    model.set(named('name'), 'Bot');
    model.set(named('age'), '42');
    model.set(named('invited'), ['juliet@capulet.example', 'capulet.example', 'a@b.example/c d']);
    model.set(named('features'), ['news', 'polls']);
    expect([...model.faults()]).toEqual([]);
  });
});
