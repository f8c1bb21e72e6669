import {
  FormValueError,
  fieldTexts,
  formField,
  submitForm,
  type DataForm,
  type FormField,
  type FormValue,
} from '../data-forms/index.js';

/** Who may see a node (section 4.5). */
export const accessModels = ['open', 'presence', 'roster', 'authorize', 'whitelist'] as const;
export type AccessModel = (typeof accessModels)[number];

/** How a node is set up: the fields of section 16.4.4, without `pubsub#`. */
export type NodeOptions = Readonly<
  Record<string, string | number | boolean | readonly string[]>
> & {
  readonly access_model?: AccessModel;
};

const fieldName = (option: string): string =>
  option.includes('#') || option.startsWith('{') ? option : `pubsub#${option}`;

/** The form that says `options`, filled in. */
export const nodeForm = (formType: string, options: NodeOptions): DataForm => ({
  type: 'submit',
  instructions: [],
  formType,
  fields: Object.entries(options).map(([option, value]): FormField => {
    const name = fieldName(option);
    if (typeof value === 'boolean') return { type: 'boolean', var: name, value };
    if (typeof value === 'object') return { type: 'text-multi', var: name, values: value };
    return { type: 'text-single', var: name, value: String(value) };
  }),
});

/**
 * The configuration `form` of a node, filled in so that the node is set up as `options` say; all else
 * goes back as it came.
 *
 * What the form has no field for, or does not allow, is left as it is: `max` items for one become as
 * many as it allows.
 *
 * @returns `undefined` where the node is set up so already, as far as it can be.
 */
export function configurationFor(form: DataForm, options: NodeOptions): DataForm | undefined {
  const changes: Record<string, FormValue> = {};
  for (const [option, wanted] of Object.entries(options)) {
    const field = formField(form, fieldName(option));
    const value = field && allowed(form, field, wanted);
    if (field?.var === undefined || value === undefined) continue;
    if (textOf(value) !== fieldTexts(field).join('\n')) changes[field.var] = value;
  }
  if (Object.keys(changes).length === 0) return undefined;
  return submitForm(form, changes);
}

/** The first value that the field takes: what is wanted, else as many as there may be. */
function allowed(form: DataForm, field: FormField, wanted: FormValue): FormValue {
  const typed = field.type === 'boolean' ? wanted === true || wanted === '1' : writable(wanted);
  const most = field.validation?.method === 'range' ? field.validation.max : undefined;
  return [typed, ...(wanted === 'max' ? [most] : [])].find((value) => {
    if (field.var === undefined || value === undefined) return false;
    try {
      submitForm({ ...form, fields: [field] }, { [field.var]: value });
      return true;
    } catch (error) {
      if (error instanceof FormValueError) return false;
      throw error;
    }
  });
}

/** Only fields of type boolean take a truth. */
const writable = (value: FormValue): FormValue =>
  typeof value === 'boolean' ? (value ? '1' : '0') : value;

const textOf = (value: FormValue): string => {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'object' ? value.join('\n') : String(value);
};
