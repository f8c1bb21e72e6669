/**
 * What makes an answer prove nothing, whichever way its hash is made.
 */
import type { DiscoField, DiscoForm, DiscoInfo } from '../disco/index.js';

/** A form that says what its fields mean. */
export type TypedForm = DiscoForm & { readonly formType: string };

/** Whether a form has a hidden `FORM_TYPE`. */
export const hasType = (form: DiscoForm): form is TypedForm => form.formType !== undefined;

/** Whether a field is the one that gives a form its type. */
export const isFormType = (field: DiscoField): boolean => field.var === 'FORM_TYPE';

/**
 * What is wrong with `info`, `undefined` for nothing: no identity, or identities, features and forms
 * that are there twice, or a `FORM_TYPE` with different values (XEP-0115 section 5.4).
 */
export function infoFault({ identities, features, forms }: DiscoInfo): string | undefined {
  // "An entity MUST include at least one identity" (XEP-0030 section 3.1).
  if (identities.length === 0) return 'no identity is there';
  const whole = identities.map(({ category, type, lang = '', name = '' }) =>
    JSON.stringify([category, type, lang, name]),
  );
  if (hasTwice(whole)) return 'an identity is there twice';
  if (hasTwice(features)) return 'a feature is there twice';
  const typed = forms.filter(hasType);
  if (hasTwice(typed.map(({ formType }) => formType))) return 'a FORM_TYPE is there twice';
  return typed.some(hasSeveralTypes) ? 'a FORM_TYPE has several values' : undefined;
}

function hasSeveralTypes({ fields }: DiscoForm): boolean {
  const types = fields.filter(isFormType).flatMap(({ values }) => values);
  return new Set(types).size > 1;
}

const hasTwice = (texts: readonly string[]): boolean => new Set(texts).size < texts.length;
