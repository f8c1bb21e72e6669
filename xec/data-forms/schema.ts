import type { DataForm, FormField } from '@xec/stanza';
import * as v from 'valibot';

const text = v.exactOptional(v.string());
const count = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());
const texts = list(v.string());

const base = {
  var: text,
  label: text,
  description: text,
  required: v.exactOptional(v.literal(true)),
  media: v.exactOptional(
    v.object({
      width: count,
      height: count,
      uris: list(v.object({ uri: v.string(), type: v.string() })),
    }),
  ),
  validation: v.exactOptional(
    v.object({
      datatype: v.string(),
      method: v.picklist(['basic', 'open', 'range', 'regex']),
      min: text,
      max: text,
      regex: text,
      listRange: v.exactOptional(v.object({ min: count, max: count })),
    }),
  ),
};

const options = list(v.object({ value: v.string(), label: text }));

/** A field of a form as `readDataForm` reads it. */
export const formFieldSchema = v.variant('type', [
  v.object({ type: v.literal('boolean'), ...base, value: v.exactOptional(v.boolean()) }),
  v.object({
    type: v.picklist(['jid-single', 'text-single', 'text-private']),
    ...base,
    value: text,
  }),
  v.object({ type: v.literal('list-single'), ...base, value: text, options }),
  v.object({ type: v.literal('list-multi'), ...base, values: texts, options }),
  v.object({
    type: v.picklist(['fixed', 'hidden', 'jid-multi', 'text-multi']),
    ...base,
    values: texts,
  }),
]) satisfies v.GenericSchema<FormField>;

const fieldTypes = [
  ...(['boolean', 'fixed', 'hidden', 'jid-multi', 'jid-single'] as const),
  ...(['list-multi', 'list-single', 'text-multi', 'text-private', 'text-single'] as const),
];

/** A form as `readDataForm` reads it and `submitForm` fills it in: for params and packets. */
export const dataFormSchema = v.object({
  type: v.picklist(['form', 'submit', 'cancel', 'result']),
  title: text,
  instructions: texts,
  formType: text,
  fields: list(formFieldSchema),
  reported: v.exactOptional(
    list(v.object({ var: v.string(), type: v.picklist(fieldTypes), label: text })),
  ),
  items: v.exactOptional(list(list(formFieldSchema))),
}) satisfies v.GenericSchema<DataForm>;
