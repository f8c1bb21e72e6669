import {
  accountProblem,
  readRegistration,
  refusalText,
  registerFieldNames,
  registrationProblem,
  registrationProblems,
  type RegisterAnswer,
  type Registration,
  type RegistrationProblem,
} from '@xec/stanza';
import * as v from 'valibot';
import { bobDataSchema } from '../bob/index.js';
import { StanzaError, errorContent, jid, type ActionError } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';

const text = v.exactOptional(v.string());
const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());
const values = v.record(v.picklist(registerFieldNames), v.string());

/** What a host wants to know, as `readRegistration` reads it. */
export const registrationSchema = v.object({
  isRegistered: v.boolean(),
  instructions: text,
  fields: list(v.picklist(registerFieldNames)),
  values,
  form: v.exactOptional(dataFormSchema),
  media: list(bobDataSchema),
  elsewhere: v.exactOptional(v.object({ url: v.string(), description: text })),
}) satisfies v.GenericSchema<Registration>;

/** What is said to it, as `registrationAnswer` makes it. */
export const registerAnswerSchema = v.object({
  fields: v.exactOptional(values),
  form: v.exactOptional(dataFormSchema),
}) satisfies v.GenericSchema<RegisterAnswer>;

// Its keys, in a type that valibot takes for a picklist.
const problems = Object.keys(registrationProblems) as RegistrationProblem[];

/** A refusal: what it means, and a sentence for people. */
export const refusal = v.object({
  /** Who was asked. */
  jid,
  problem: v.picklist(problems),
  message: v.string(),
  /** The form that is to be filled in first, where `problem` is `form-wanted`. */
  form: v.exactOptional(dataFormSchema),
  ...errorContent.entries,
});

type Refusal = v.InferOutput<typeof refusal>;

const said = (asked: string, error: ActionError, problem: RegistrationProblem): Refusal => ({
  jid: asked,
  problem,
  message: registrationProblems[problem],
  ...v.parse(errorContent, error),
});

type Stanza = Parameters<typeof refusalText>[0];

/** What an error says in all its languages; it has one of them itself. */
const inAllLanguages = (
  { condition, type, text = '' }: StanzaError,
  stanza: Stanza | undefined,
) => ({
  condition,
  type,
  text: stanza === undefined ? text : refusalText(stanza),
});

/** What the refusal of a registration means; all its texts are in the stanza. */
export function registerRefusal(
  asked: string,
  error: ActionError,
  stanza: Stanza | undefined,
): Refusal {
  if (!(error instanceof StanzaError)) return said(asked, error, 'failed');
  return said(asked, error, registrationProblem(inAllLanguages(error, stanza)));
}

/** What the refusal to change an account means; its form is in the stanza. */
export function accountRefusal(
  asked: string,
  error: ActionError,
  stanza: Stanza | undefined,
): Refusal {
  if (!(error instanceof StanzaError)) return said(asked, error, 'failed');
  const form = stanza && readRegistration(stanza)?.form;
  const content = said(
    asked,
    error,
    accountProblem(inAllLanguages(error, stanza), form !== undefined),
  );
  return form === undefined ? content : { ...content, form };
}
