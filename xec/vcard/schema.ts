import { isVcardRest } from '@xec/stanza';
import * as v from 'valibot';

const text = v.exactOptional(v.string());

/** A list whose type nobody can write to, as those of readers are. */
const list = <S extends v.GenericSchema>(item: S) =>
  v.exactOptional(v.pipe(v.array(item), v.readonly()));

/** What is written back as it was: refused where it is not well-formed. */
const rest = list(v.pipe(v.string(), v.check(isVcardRest, 'expected one XML element')));

const types = list(v.string());

/** A vCard as `readVcard` reads it. */
export const vcardSchema = v.object({
  fn: text,
  n: v.exactOptional(
    v.object({ family: text, given: text, middle: text, prefix: text, suffix: text, rest }),
  ),
  nickname: text,
  photo: v.exactOptional(v.object({ type: text, binval: text, extval: text, rest })),
  bday: text,
  adr: list(
    v.object({
      ...{ types, rest },
      ...{ pobox: text, extadd: text, street: text, locality: text },
      ...{ region: text, pcode: text, ctry: text },
    }),
  ),
  tel: list(v.object({ types, number: text, rest })),
  email: list(v.object({ types, userid: text, rest })),
  jabberid: text,
  title: text,
  role: text,
  org: v.exactOptional(v.object({ name: text, units: list(v.string()), rest })),
  url: text,
  desc: text,
  note: text,
  gender: text,
  marital: v.exactOptional(v.object({ status: text, rest })),
  rest,
});
