/**
 * From a form and what somebody said to it, the submission: checked here, so that the mistake is told
 * where it was made.
 */
import { readJid } from '../core/index.js';
import { FORM_TYPE, fieldTexts, type DataForm, type FormField } from './data-forms.js';

/** What somebody may say to a field. Numbers are written in decimals; `undefined` says nothing. */
export type FormValue = string | number | boolean | readonly string[] | undefined;

/** A value that does not fit its field. What is secret or hidden is not in the message. */
export class FormValueError extends TypeError {
  override readonly name = 'FormValueError';
  /** The name of the field. */
  readonly field: string;
  readonly expected: string;
  readonly got: string;

  constructor(field: string, expected: string, got: string) {
    super(`field "${field}": expected ${expected}, got ${got}`);
    this.field = field;
    this.expected = expected;
    this.got = got;
  }
}

/**
 * Fills a form in (XEP-0004 section 3.2). The result is a form of type `submit`, plain data:
 * `dataFormElement` writes it.
 *
 * A field that `values` does not name keeps the value it came with; `''` or `[]` takes it away. Hidden fields and `FORM_TYPE` go
 * back as they came, `fixed` ones do not. `text-multi` takes a text with lines, or the lines.
 *
 * @throws FormValueError for a value that its field does not allow, a required field without one, and
 * a name that the form does not have
 */
export function submitForm(
  form: DataForm,
  values: Readonly<Record<string, FormValue>> = {},
): DataForm {
  const known = new Set(form.fields.filter(isFillable).map((field) => field.var));
  for (const name of Object.keys(values)) {
    if (!known.has(name))
      throw new FormValueError(name, namesText(form), 'a name it does not have');
  }
  const fields = form.fields.filter(isFillable).flatMap((field) => {
    const value = Object.hasOwn(values, field.var) ? values[field.var] : undefined;
    const texts = value === undefined ? fieldTexts(field) : checkValue(field, value);
    if (texts.length === 0 && field.required === true) {
      throw new FormValueError(field.var, 'a value, for it is required', 'none');
    }
    // "'Unsetting' a field value requires a request to contain a <field/> element" (section 3.6).
    return texts.length === 0 && value === undefined ? [] : [submitted(field, texts)];
  });
  return {
    type: 'submit',
    instructions: [],
    ...(form.formType !== undefined && { formType: form.formType }),
    fields,
  };
}

type Fillable = FormField & { readonly var: string };

const isFillable = (field: FormField): field is Fillable =>
  field.type !== 'fixed' && field.var !== undefined && field.var !== FORM_TYPE;

const namesText = (form: DataForm): string =>
  `one of ${form.fields
    .filter(isFillable)
    .map(({ var: name }) => `"${name}"`)
    .join(', ')}`;

/** The field with its name and values, and nothing for display. */
function submitted({ type, var: name }: Fillable, texts: readonly string[]): FormField {
  const value = texts[0] ?? '';
  switch (type) {
    case 'boolean':
      return { type, var: name, value: value === '1' };
    case 'list-single':
      return { type, var: name, value, options: [] };
    case 'list-multi':
      return { type, var: name, values: texts, options: [] };
    case 'jid-single':
    case 'text-single':
    case 'text-private':
      return { type, var: name, value };
    case 'fixed':
    case 'hidden':
    case 'jid-multi':
    case 'text-multi':
      return { type, var: name, values: texts };
  }
}

type Refuse = (expected: string, got?: string) => never;

/** The texts to send for a value. An empty one says that there is none. */
function checkValue(field: Fillable, value: Exclude<FormValue, undefined>): readonly string[] {
  const refuse: Refuse = (expected, got = describe(field, value)) => {
    throw new FormValueError(field.var, expected, got);
  };
  if (field.type === 'boolean') {
    if (typeof value !== 'boolean') refuse('true or false');
    return [value ? '1' : '0'];
  }
  if (typeof value === 'boolean') refuse('a text');
  const texts = (typeof value === 'object' ? value : linesOf(field, String(value))).filter(
    (text) => text !== '' || field.type === 'text-multi',
  );
  if (!('values' in field) && texts.length > 1) refuse('one value', String(texts.length));
  for (const text of texts) checkText(field, text, refuse);
  checkCount(field, texts, refuse);
  return field.type === 'jid-single' || field.type === 'jid-multi'
    ? texts.map((text) => readJid(text)?.toString() ?? text)
    : texts;
}

/** A text with lines is several values (section 3.3). */
const linesOf = (field: Fillable, text: string): readonly string[] =>
  field.type === 'text-multi' && text !== '' ? text.split(/\r\n|\r|\n/) : text === '' ? [] : [text];

function checkText(field: Fillable, text: string, refuse: Refuse): void {
  switch (field.type) {
    case 'jid-single':
    case 'jid-multi':
      if (readJid(text) === undefined) refuse('an address (JID)');
      break;
    case 'list-single':
    case 'list-multi':
      checkOption(field, text, refuse);
      break;
    case 'text-single':
    case 'text-private':
    case 'text-multi':
      if (/[\r\n]/.test(text)) refuse('one line', 'a text with line breaks');
      break;
    case 'boolean':
    case 'fixed':
    case 'hidden':
      break; // the one was checked, the others are the form's own matter
  }
  checkValidation(field, text, refuse);
}

/** Lists without options and `open` ones take anything (XEP-0122 section 3.2.2). */
function checkOption(
  field: Extract<Fillable, { type: 'list-single' | 'list-multi' }>,
  text: string,
  refuse: Refuse,
): void {
  if (field.options.length === 0 || field.validation?.method === 'open') return;
  if (field.options.some(({ value }) => value === text)) return;
  const shown = field.options.slice(0, 20).map(({ value }) => `"${value}"`);
  const more = field.options.length > shown.length ? ' …' : '';
  refuse(`one of ${shown.join(', ')}${more}`, `"${text}"`);
}

const INTEGERS: ReadonlySet<string> = new Set(
  ['byte', 'short', 'int', 'integer', 'long', 'positiveInteger', 'nonNegativeInteger'].map(
    (name) => `xs:${name}`,
  ),
);
const NUMBERS: ReadonlySet<string> = new Set(['xs:decimal', 'xs:double', 'xs:float', ...INTEGERS]);

/** Numbers and their range (XEP-0122 section 3). Other types, and foreign patterns, are the server's. */
function checkValidation({ validation }: Fillable, text: string, refuse: Refuse): void {
  if (validation === undefined || !NUMBERS.has(validation.datatype)) return;
  const isInteger = INTEGERS.has(validation.datatype);
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || (isInteger && !Number.isInteger(number))) {
    refuse(isInteger ? 'a whole number' : 'a number');
  }
  if (validation.method !== 'range') return;
  const { min, max } = validation;
  if (min !== undefined && number < Number(min)) refuse(`a number of at least ${min}`);
  if (max !== undefined && number > Number(max)) refuse(`a number of at most ${max}`);
}

function checkCount(field: Fillable, texts: readonly string[], refuse: Refuse): void {
  const range = field.type === 'list-multi' ? field.validation?.listRange : undefined;
  const { min, max } = range ?? {};
  const got = String(texts.length);
  if (min !== undefined && texts.length < min) refuse(`at least ${String(min)} choices`, got);
  if (max !== undefined && texts.length > max) refuse(`at most ${String(max)} choices`, got);
}

/** A value for a message: never one that is secret. */
function describe(field: Fillable, value: Exclude<FormValue, undefined>): string {
  if (typeof value === 'object') return `a list of ${String(value.length)}`;
  const isSecret = field.type === 'text-private' || field.type === 'hidden';
  if (isSecret || (typeof value === 'string' && value.length > 100)) return `a ${typeof value}`;
  return typeof value === 'string' ? `"${value}"` : String(value);
}
