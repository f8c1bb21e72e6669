/**
 * A form that somebody fills in (XEP-0004), without a document: what was said to it, what is wrong
 * with that, and what goes back.
 */
import { faultOf, type FieldFault } from './field-faults.js';
import {
  textsOf,
  type DataForm,
  type FormAnswer,
  type FormField,
  type NamedField,
} from './form-types.js';

export type { DataForm, FormAnswer, FormField, NamedField } from './form-types.js';

export class FormModel {
  /** What was changed, by the name of the field. Everything else goes back as it came. */
  readonly #answers = new Map<string, FormAnswer>();

  constructor(readonly form: DataForm) {}

  /** The fields that people see, in order. */
  get shown(): readonly FormField[] {
    return this.form.fields.filter(({ type }) => type !== 'hidden');
  }

  /** Whether anything was changed. */
  get isTouched(): boolean {
    return this.#answers.size > 0;
  }

  /** What stands in a field now. */
  answer(field: NamedField): FormAnswer {
    return this.#answers.get(field.var) ?? given(field);
  }

  /** Says something to a field. What it said by itself is no change. */
  set(field: NamedField, answer: FormAnswer): void {
    if (isSame(answer, given(field))) this.#answers.delete(field.var);
    else this.#answers.set(field.var, answer);
  }

  /** What is wrong, by the name of the field. Of fields that nobody touched only that they are empty. */
  faults(): ReadonlyMap<string, FieldFault> {
    const faults = new Map<string, FieldFault>();
    for (const field of this.form.fields.filter(isFillable)) {
      const fault = faultOf(field, this.answer(field), this.#answers.has(field.var));
      if (fault !== undefined) faults.set(field.var, fault);
    }
    return faults;
  }

  /**
   * The form to send. A field that came empty and was left so is not in it: it keeps the value that the
   * service gives it.
   */
  submission(): DataForm {
    const { formType } = this.form;
    return {
      type: 'submit',
      instructions: [],
      ...(formType !== undefined && { formType }),
      fields: this.form.fields.filter(isFillable).flatMap((field) => this.#submitted(field) ?? []),
    };
  }

  #submitted(field: NamedField): FormField | undefined {
    const answer = this.#answers.get(field.var);
    if (answer === undefined && !hasValue(field)) return undefined;
    return submitted(field, answer ?? given(field));
  }
}

/** Whether a field is sent back at all. */
export const isFillable = (field: FormField): field is NamedField =>
  field.type !== 'fixed' && field.var !== undefined;

/** What a field said by itself. */
function given(field: FormField): FormAnswer {
  if ('values' in field) return field.values;
  return field.value ?? (field.type === 'boolean' ? false : '');
}

const hasValue = (field: FormField): boolean =>
  'values' in field ? field.values.length > 0 : field.value !== undefined;

const isSame = (one: FormAnswer, other: FormAnswer): boolean =>
  typeof one === 'object' && typeof other === 'object'
    ? one.length === other.length && one.every((text, index) => text === other[index])
    : one === other;

/** The field with its name and what was said, and nothing for display. */
function submitted({ type, var: name }: NamedField, answer: FormAnswer): FormField {
  const texts = textsOf(answer);
  switch (type) {
    case 'boolean':
      return { type, var: name, value: answer === true };
    case 'list-single':
      return { type, var: name, value: texts[0] ?? '', options: [] };
    case 'list-multi':
      return { type, var: name, values: texts, options: [] };
    case 'jid-single':
    case 'text-single':
    case 'text-private':
      return { type, var: name, value: texts[0] ?? '' };
    case 'fixed':
    case 'hidden':
    case 'jid-multi':
    case 'text-multi':
      return { type, var: name, values: texts };
  }
}
