import fc from 'fast-check';
import {
  dataFormElement,
  fieldMediaElement,
  fieldValidationElement,
  readDataForm,
  readFieldMedia,
  readFieldValidation,
  type BooleanField,
  type DataForm,
  type FieldMedia,
  type FieldOption,
  type FieldValidation,
  type FormField,
  type ListMultiField,
  type ListSingleField,
  type MediaUri,
  type MultiField,
  type ReportedField,
  type SingleField,
} from '../../index.js';
import { count, shape, some, text, trimmed, words, yes } from './arbitraries.js';
import { within } from './places.js';
import { roundTrip } from './round-trip.js';

const media = shape<FieldMedia>(
  { uris: some(shape<MediaUri>({ uri: trimmed, type: text }, {}), 1) },
  { width: count(99_999), height: count(99_999) },
);
type Range = NonNullable<FieldValidation['listRange']>;
const listRange = shape<Range>({}, { min: count(), max: count() });
const method = fc.oneof(
  shape<{ method: 'basic' | 'open' }>({ method: fc.constantFrom('basic', 'open') }, {}),
  shape<{ method: 'range'; min?: string; max?: string }>(
    { method: fc.constant('range') },
    { min: text, max: text },
  ),
  shape<{ method: 'regex'; regex: string }>({ method: fc.constant('regex'), regex: text }, {}),
);
const validation: fc.Arbitrary<FieldValidation> = fc
  .tuple(
    method,
    shape<Pick<FieldValidation, 'datatype' | 'listRange'>>({ datatype: text }, { listRange }),
  )
  .map(([how, more]) => ({ ...how, ...more }));

const free = { label: words, description: words, required: yes, media, validation };
const name = words.filter((each) => each !== 'FORM_TYPE');
const options = some(shape<FieldOption>({ value: text }, { label: words }));

/** Those that are told apart by their names. */
type Named<Field extends FormField> = Field & { readonly var: string };

/** Whatever may be filled in. */
const field: fc.Arbitrary<FormField> = fc.oneof(
  shape<Named<BooleanField>>(
    { type: fc.constant('boolean'), var: name },
    { ...free, value: fc.boolean() },
  ),
  shape<Named<SingleField>>(
    { type: fc.constantFrom('jid-single', 'text-single', 'text-private'), var: name },
    { ...free, value: text },
  ),
  shape<Named<MultiField>>(
    {
      type: fc.constantFrom('hidden', 'jid-multi', 'text-multi', 'fixed'),
      var: name,
      values: some(text),
    },
    free,
  ),
  shape<Named<ListSingleField>>(
    { type: fc.constant('list-single'), var: name, options },
    { ...free, value: text },
  ),
  shape<Named<ListMultiField>>(
    { type: fc.constant('list-multi'), var: name, options, values: some(text) },
    free,
  ),
);
const fields = fc.uniqueArray(field, { maxLength: 4, selector: (each) => each.var });

/** A form as its owner sends it; a name of the first one is that of a column of the table. */
const form = fc
  .tuple(
    shape<Omit<DataForm, 'reported' | 'items'>>(
      {
        type: fc.constantFrom('form', 'result'),
        instructions: some(text),
        fields,
      },
      { title: words, formType: text },
    ),
    fc.option(table(), { nil: undefined }),
  )
  .map(([one, two]): DataForm => ({ ...one, ...two }));

function table(): fc.Arbitrary<Required<Pick<DataForm, 'reported' | 'items'>>> {
  const column = shape<ReportedField & Pick<SingleField, 'type'>>(
    { var: name, type: fc.constantFrom('text-single', 'jid-single') },
    { label: words },
  );
  const columns = fc.uniqueArray(column, {
    minLength: 1,
    maxLength: 3,
    selector: (each) => each.var,
  });
  const cells = some(fc.array(text, { minLength: 3, maxLength: 3 }));
  return fc.tuple(columns, cells).map(([reported, rows]) => ({
    reported,
    items: rows.map((row) =>
      reported.map(({ var: of, type }, at) => ({ type, var: of, value: row[at] ?? '' })),
    ),
  }));
}

/** A form as it is sent back: names and values, which say no more of what they are. */
const submission = shape<Pick<DataForm, 'formType' | 'fields'>>(
  {
    fields: fc.uniqueArray(
      shape<{ type: 'text-single'; var: string; value: string }>(
        { type: fc.constant('text-single'), var: name, value: text },
        {},
      ),
      { maxLength: 4, selector: (each) => each.var },
    ),
  },
  { formType: text },
).map((given): DataForm => ({ type: 'submit', instructions: [], ...given }));

export const dataForms = [
  roundTrip({
    builders: { dataFormElement },
    readers: { readDataForm },
    of: form,
    build: dataFormElement,
    read: readDataForm,
  }),
  roundTrip({
    builders: { dataFormElement },
    readers: { readDataForm },
    of: submission,
    build: dataFormElement,
    read: readDataForm,
  }),
  roundTrip({
    builders: { fieldMediaElement },
    readers: { readFieldMedia },
    of: media,
    build: (given) => within('jabber:x:data', fieldMediaElement(given)),
    read: readFieldMedia,
  }),
  roundTrip({
    builders: { fieldValidationElement },
    readers: { readFieldValidation },
    of: validation,
    build: (given) => within('jabber:x:data', fieldValidationElement(given)),
    read: readFieldValidation,
  }),
];
