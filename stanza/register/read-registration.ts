import { readAllBobData, type BobData } from '../bob/bob.js';
import { childText, type Element } from '../core/index.js';
import {
  fieldTexts,
  readDataForm,
  submitForm,
  type DataForm,
  type FormField,
  type FormValue,
} from '../data-forms/index.js';
import {
  NS_REGISTER,
  registerFieldNames,
  type RegisterAnswer,
  type RegisterFieldName,
} from './register.js';

/** XEP-0066: Out of Band Data, version 1.5 (2006-08-16), section 3. */
const NS_OOB = 'jabber:x:oob';

/** What a host wants to know of those who register, or knows of us. */
export interface Registration {
  /** We are registered; `values` are what the host knows. */
  readonly isRegistered: boolean;
  /** For people. */
  readonly instructions?: string;
  /** The fields wanted of those who fill in no form. */
  readonly fields: readonly RegisterFieldName[];
  /** What some of the fields hold already. A password is left out: nobody needs to see it. */
  readonly values: Readonly<Partial<Record<RegisterFieldName, string>>>;
  /** The form, which counts where there is one (section 6). */
  readonly form?: DataForm;
  /** Pictures and sounds that the form's fields name by `cid:`, sent with it. */
  readonly media: readonly BobData[];
  /** Where to register instead (section 5, XEP-0066). A claim; never opened by itself. */
  readonly elsewhere?: { readonly url: string; readonly description?: string };
}

/**
 * Reads the `<query/>` in an answer (section 3.1).
 *
 * @returns `undefined` where there is none.
 * @throws MalformedStanza for a form that is too large.
 */
export function readRegistration(stanza: Element): Registration | undefined {
  const query = stanza.getChild('query', NS_REGISTER);
  if (query === undefined) return undefined;
  const instructions = childText(query, 'instructions', NS_REGISTER)?.trim();
  const fields = registerFieldNames.filter((name) => query.getChild(name, NS_REGISTER));
  const form = readDataForm(query);
  const elsewhere = readElsewhere(query);
  return {
    isRegistered: query.getChild('registered', NS_REGISTER) !== undefined,
    ...(instructions !== undefined && instructions !== '' && { instructions }),
    fields,
    values: readValues(query, fields),
    ...(form !== undefined && { form }),
    media: readAllBobData(query),
    ...(elsewhere !== undefined && { elsewhere }),
  };
}

function readValues(
  query: Element,
  fields: readonly RegisterFieldName[],
): Partial<Record<RegisterFieldName, string>> {
  const values: Partial<Record<RegisterFieldName, string>> = {};
  for (const name of fields) {
    const value = childText(query, name, NS_REGISTER);
    if (name !== 'password' && value !== undefined && value !== '') values[name] = value;
  }
  return values;
}

function readElsewhere(query: Element): Registration['elsewhere'] {
  const oob = query.getChild('x', NS_OOB);
  const url = oob && childText(oob, 'url', NS_OOB)?.trim();
  const description = oob && childText(oob, 'desc', NS_OOB)?.trim();
  if (url === undefined || url === '') return undefined;
  return {
    url,
    ...(description !== undefined && description !== '' && { description }),
  };
}

/** What people see of fields without a form. */
const LABELS: Readonly<Record<RegisterFieldName, string>> = {
  username: 'Username',
  nick: 'Nickname',
  password: 'Password',
  name: 'Full name',
  first: 'Given name',
  last: 'Family name',
  email: 'Email address',
  address: 'Street',
  city: 'City',
  state: 'Region',
  zip: 'Postal code',
  phone: 'Telephone number',
  url: 'Web page',
  date: 'Date of birth',
  misc: 'Other',
  text: 'Text',
  key: 'Key',
};

/**
 * The form to show: the host's own, or one made of the fields that it wants, all of which "MUST" be
 * given (section 3.1).
 */
export function registrationForm(registration: Registration): DataForm {
  const { form, fields, values, instructions } = registration;
  if (form !== undefined) return form;
  return {
    type: 'form',
    instructions: instructions === undefined ? [] : [instructions],
    fields: fields.map((name): FormField => {
      const value = values[name];
      // It goes back as it came (section 7).
      if (name === 'key') return { type: 'hidden', var: name, values: [value ?? ''] };
      return {
        type: name === 'password' ? 'text-private' : 'text-single',
        var: name,
        label: LABELS[name],
        required: true,
        ...(value !== undefined && { value }),
      };
    }),
  };
}

/**
 * What to send for values of {@link registrationForm}: the host's form filled in, or the fields.
 *
 * @throws FormValueError for a value that does not fit, or is missing
 */
export function registrationAnswer(
  registration: Registration,
  values: Readonly<Record<string, FormValue>>,
): RegisterAnswer {
  const filled = submitForm(registrationForm(registration), values);
  if (registration.form !== undefined) return { form: filled };
  const fields: Partial<Record<RegisterFieldName, string>> = {};
  for (const name of registration.fields) {
    const field = filled.fields.find((each) => each.var === name);
    if (field !== undefined) fields[name] = fieldTexts(field)[0] ?? '';
  }
  return { fields };
}
