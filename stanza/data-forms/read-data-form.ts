import { MalformedStanza, childText, type Element } from '../core/index.js';
import {
  FORM_TYPE,
  NS_DATA_FORMS,
  type DataForm,
  type DataFormType,
  type FieldOption,
  type FormField,
  type FormFieldType,
  type ReportedField,
} from './data-forms.js';
import { readFieldMedia } from './media.js';
import { readFieldValidation } from './validation.js';

/** How much of everything a form may have. A stanza's own size and number of elements count too. */
export const formLimits = {
  /** Fields, and columns of a table. */
  fields: 512,
  /** Choices of one field. */
  options: 2048,
  /** Values of one field. */
  values: 2048,
  /** Rows of a table. */
  items: 2048,
  /** UTF-16 units of one text. */
  text: 65_536,
} as const;

/**
 * Reads a form: `<x/>` itself, or the first one among the children of `el` (XEP-0004 section 3).
 *
 * A type that is not known counts as `form`, and as `text-single` for a field (section 3.3); of two
 * fields with one name the first counts. A submission may leave types out: several values without a
 * type are `text-multi`.
 *
 * @returns `undefined` where there is no form.
 * @throws MalformedStanza for a form with more of anything than {@link formLimits} allows.
 */
export function readDataForm(el: Element): DataForm | undefined {
  const x = el.is('x', NS_DATA_FORMS) ? el : el.getChild('x', NS_DATA_FORMS);
  if (x === undefined) return undefined;
  const title = childText(x, 'title', NS_DATA_FORMS);
  const all = readFields(x, new Map());
  const formType = all.find(isFormType);
  const reportedEl = x.getChild('reported', NS_DATA_FORMS);
  const reported = reportedEl && readReported(reportedEl);
  const types = new Map(reported?.map((column) => [column.var, column.type]));
  const rows = bounded(x.getChildren('item', NS_DATA_FORMS), 'items');
  const items = rows.map((row) => readFields(row, types));
  return {
    type: readType(x),
    ...(title !== undefined && title !== '' && { title: text(title) }),
    instructions: bounded(x.getChildren('instructions', NS_DATA_FORMS), 'fields').map((child) =>
      text(child.getText()),
    ),
    ...(formType?.values[0] !== undefined && { formType: formType.values[0] }),
    fields: all.filter((field) => !isFormType(field)),
    ...(reported && { reported }),
    ...((reported !== undefined || items.length > 0) && { items }),
  };
}

const formTypes: readonly string[] = ['form', 'submit', 'cancel', 'result'];

function readType(x: Element): DataFormType {
  const type: unknown = x.attrs['type'];
  return typeof type === 'string' && formTypes.includes(type)
    ? (type as DataFormType) // one of the four: just looked up
    : 'form';
}

/** Of a submission the type may be left out, and of a result too (XEP-0068 section 3). */
const isFormType = (field: FormField): field is FormField & { values: readonly string[] } =>
  field.var === FORM_TYPE && 'values' in field;

function readFields(parent: Element, types: ReadonlyMap<string, FormFieldType>): FormField[] {
  const seen = new Set<string>();
  return bounded(parent.getChildren('field', NS_DATA_FORMS), 'fields').flatMap((el) => {
    const field = readField(el, types);
    const name = field.var;
    if (name === undefined) return field.type === 'fixed' ? [field] : [];
    if (seen.has(name)) return [];
    seen.add(name);
    return [field];
  });
}

function readField(el: Element, types: ReadonlyMap<string, FormFieldType>): FormField {
  const values = bounded(el.getChildren('value', NS_DATA_FORMS), 'values').map((value) =>
    text(value.getText()),
  );
  const { name, base } = readBase(el);
  const type = readFieldType(el, name, types) ?? (values.length > 1 ? 'text-multi' : 'text-single');
  const value = values[0];
  switch (type) {
    case 'boolean':
      return { type, ...base, ...readBoolean(value) };
    case 'list-single':
      return { type, ...base, ...(value !== undefined && { value }), options: readOptions(el) };
    case 'list-multi':
      return { type, ...base, values, options: readOptions(el) };
    case 'jid-single':
    case 'text-single':
    case 'text-private':
      return { type, ...base, ...(value !== undefined && { value }) };
    case 'fixed':
    case 'hidden':
    case 'jid-multi':
    case 'text-multi':
      return { type, ...base, values };
  }
}

function readBase(el: Element) {
  const name = attribute(el, 'var');
  const label = attribute(el, 'label');
  const description = childText(el, 'desc', NS_DATA_FORMS);
  const media = readFieldMedia(el);
  const validation = readFieldValidation(el);
  const base = {
    ...(name !== undefined && { var: name }),
    ...(label !== undefined && { label }),
    ...(description !== undefined && description !== '' && { description: text(description) }),
    ...(el.getChild('required', NS_DATA_FORMS) !== undefined && { required: true as const }),
    ...(media !== undefined && { media }),
    ...(validation !== undefined && { validation }),
  };
  return { name, base };
}

const fieldTypes: ReadonlySet<string> = new Set<FormFieldType>([
  ...(['boolean', 'fixed', 'hidden', 'jid-multi', 'jid-single'] as const),
  ...(['list-multi', 'list-single', 'text-multi', 'text-private', 'text-single'] as const),
]);

/** The type that the field says, or its column; `undefined` where neither does. */
function readFieldType(
  el: Element,
  name: string | undefined,
  types: ReadonlyMap<string, FormFieldType>,
): FormFieldType | undefined {
  const said = attribute(el, 'type');
  // Also where Prosody and others leave the type out in a submission.
  if (name === FORM_TYPE) return 'hidden';
  if (said === undefined) return name === undefined ? undefined : types.get(name);
  return fieldTypes.has(said)
    ? (said as FormFieldType) // one of them: just looked up
    : undefined;
}

/** `xs:boolean`; what is none says nothing. */
function readBoolean(value: string | undefined): { value?: boolean } {
  const word = value?.trim().toLowerCase();
  if (word === '1' || word === 'true') return { value: true };
  return word === '0' || word === 'false' ? { value: false } : {};
}

function readOptions(el: Element): FieldOption[] {
  return bounded(el.getChildren('option', NS_DATA_FORMS), 'options').flatMap((option) => {
    const value = childText(option, 'value', NS_DATA_FORMS);
    const label = attribute(option, 'label');
    if (value === undefined) return [];
    return [{ value: text(value), ...(label !== undefined && { label }) }];
  });
}

function readReported(el: Element): ReportedField[] {
  return bounded(el.getChildren('field', NS_DATA_FORMS), 'fields').flatMap((field) => {
    const name = attribute(field, 'var');
    const label = attribute(field, 'label');
    if (name === undefined) return [];
    const type = readFieldType(field, name, new Map()) ?? 'text-single';
    return [{ var: name, type, ...(label !== undefined && { label }) }];
  });
}

function attribute(el: Element, name: string): string | undefined {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? text(value) : undefined;
}

function bounded<T>(list: readonly T[], what: 'fields' | 'options' | 'values' | 'items') {
  const most = formLimits[what];
  if (list.length <= most) return list;
  throw new MalformedStanza(
    `expected a form with at most ${String(most)} ${what}, got ${String(list.length)}`,
  );
}

function text(value: string): string {
  if (value.length <= formLimits.text) return value;
  throw new MalformedStanza(
    `expected texts of at most ${String(formLimits.text)} characters in a form, ` +
      `got one of ${String(value.length)}`,
  );
}
