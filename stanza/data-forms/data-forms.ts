/**
 * XEP-0004: Data Forms, version 2.13.2 (2024-08-30); with XEP-0068: Field Standardization for Data
 * Forms, version 1.3.0 (2020-05-05). https://xmpp.org/extensions/xep-0004.html
 *
 * The one shape that every room has for forms, as plain data.
 */
import type { FieldMedia } from './media.js';
import type { FieldValidation } from './validation.js';

export const NS_DATA_FORMS = 'jabber:x:data';

/** The name of the field that says what the other ones mean (XEP-0068 section 3). */
export const FORM_TYPE = 'FORM_TYPE';

/** What a form is for (XEP-0004 section 3.1): to be filled in, filled in, given up, an answer. */
export type DataFormType = 'form' | 'submit' | 'cancel' | 'result';

/** One of the choices of a list. */
export interface FieldOption {
  readonly value: string;
  /** For display; absent: the value is. */
  readonly label?: string;
}

/** What every field has. */
interface FieldBase {
  /** Its name; each form has it once. Absent in `fixed` fields only. */
  readonly var?: string;
  /** For display. */
  readonly label?: string;
  /** More about it, for display. */
  readonly description?: string;
  /** A form without a value for it is refused. */
  readonly required?: true;
  /** Pictures and sounds that belong to it (XEP-0221). */
  readonly media?: FieldMedia;
  /** What else its values must be (XEP-0122). */
  readonly validation?: FieldValidation;
}

/** A yes or a no. */
export interface BooleanField extends FieldBase {
  readonly type: 'boolean';
  readonly value?: boolean;
}

/** A field with one text at most: an address, a choice, a line, a secret. */
export interface SingleField extends FieldBase {
  readonly type: 'jid-single' | 'text-single' | 'text-private';
  readonly value?: string;
}

/** One choice. */
export interface ListSingleField extends FieldBase {
  readonly type: 'list-single';
  readonly value?: string;
  readonly options: readonly FieldOption[];
}

/** Several choices. */
export interface ListMultiField extends FieldBase {
  readonly type: 'list-multi';
  readonly values: readonly string[];
  readonly options: readonly FieldOption[];
}

/**
 * A field with several texts: addresses, or the lines of a text. `fixed` is text for people and is not
 * sent back; `hidden` is not shown and is sent back as it came.
 */
export interface MultiField extends FieldBase {
  readonly type: 'fixed' | 'hidden' | 'jid-multi' | 'text-multi';
  readonly values: readonly string[];
}

/** A field of a form (section 3.3). */
export type FormField = BooleanField | SingleField | ListSingleField | ListMultiField | MultiField;

/** The types of fields. */
export type FormFieldType = FormField['type'];

/** A column of a table (section 3.4). */
export interface ReportedField {
  readonly var: string;
  readonly type: FormFieldType;
  readonly label?: string;
}

/** A form, filled in or not. */
export interface DataForm {
  readonly type: DataFormType;
  readonly title?: string;
  /** For people, one paragraph each. */
  readonly instructions: readonly string[];
  /** What the fields mean: the value of the hidden field `FORM_TYPE`, which is not among `fields`. */
  readonly formType?: string;
  /** In document order. */
  readonly fields: readonly FormField[];
  /** The columns of a table of results. */
  readonly reported?: readonly ReportedField[];
  /** The rows of that table. */
  readonly items?: readonly (readonly FormField[])[];
}

/** The field of that name; `undefined` where the form has none. */
export const formField = (form: DataForm, name: string): FormField | undefined =>
  form.fields.find((field) => field.var === name);

/** The values of a field as they are on the wire; of none for a field that is not there. */
export function fieldTexts(field: FormField | undefined): readonly string[] {
  if (field === undefined) return [];
  if ('values' in field) return field.values;
  if (field.value === undefined) return [];
  return [typeof field.value === 'boolean' ? (field.value ? '1' : '0') : field.value];
}

/** The first value of the field of that name, as text. */
export const formText = (form: DataForm, name: string): string | undefined =>
  fieldTexts(formField(form, name))[0];
