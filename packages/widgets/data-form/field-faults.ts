/**
 * What may be wrong with an answer (XEP-0004 section 3.3, XEP-0122). The service decides; this tells
 * the mistake where it was made.
 */
import { textsOf, type FormAnswer, type NamedField } from './form-types.js';

/** A mistake; `limit` is the number that it is about. */
export interface FieldFault {
  readonly kind:
    'required' | 'address' | 'option' | 'number' | 'integer' | 'least' | 'most' | 'few' | 'many';
  readonly limit?: string;
}

const integers: ReadonlySet<string> = new Set(
  ['byte', 'short', 'int', 'integer', 'long', 'positiveInteger', 'nonNegativeInteger'].map(
    (name) => `xs:${name}`,
  ),
);
const numbers: ReadonlySet<string> = new Set(['xs:decimal', 'xs:double', 'xs:float', ...integers]);

/** Whether a field takes numbers only. */
export const isNumeric = ({ validation }: NamedField): boolean =>
  validation !== undefined && numbers.has(validation.datatype);

/** Whether others than its options may be said to a list (XEP-0122 section 3.2.2). */
export const isOpenList = (field: NamedField): boolean =>
  field.validation?.method === 'open' || !('options' in field) || field.options.length === 0;

/** @param isTouched else what came with the form is let pass, whatever it is */
export function faultOf(
  field: NamedField,
  answer: FormAnswer,
  isTouched: boolean,
): FieldFault | undefined {
  const texts = textsOf(answer).filter((text) => text !== '');
  if (texts.length === 0 && field.required === true) return { kind: 'required' };
  if (!isTouched) return undefined;
  for (const text of texts) {
    const fault = textFault(field, text);
    if (fault !== undefined) return fault;
  }
  return countFault(field, texts.length);
}

function textFault(field: NamedField, text: string): FieldFault | undefined {
  const isAddress = field.type === 'jid-single' || field.type === 'jid-multi';
  if (isAddress && !looksLikeJid(text)) return { kind: 'address' };
  if ('options' in field && !isOpenList(field)) {
    if (!field.options.some(({ value }) => value === text)) return { kind: 'option' };
  }
  return isNumeric(field) ? numberFault(field, text) : undefined;
}

function numberFault({ validation }: NamedField, text: string): FieldFault | undefined {
  const number = Number(text);
  const isWhole = integers.has(validation?.datatype ?? '');
  if (text.trim() === '' || !Number.isFinite(number))
    return { kind: isWhole ? 'integer' : 'number' };
  if (isWhole && !Number.isInteger(number)) return { kind: 'integer' };
  if (validation?.method !== 'range') return undefined;
  const { min, max } = validation;
  if (min !== undefined && number < Number(min)) return { kind: 'least', limit: min };
  if (max !== undefined && number > Number(max)) return { kind: 'most', limit: max };
  return undefined;
}

function countFault(field: NamedField, count: number): FieldFault | undefined {
  const range = field.type === 'list-multi' ? field.validation?.listRange : undefined;
  const { min, max } = range ?? {};
  if (min !== undefined && count < min) return { kind: 'few', limit: String(min) };
  if (max !== undefined && count > max) return { kind: 'many', limit: String(max) };
  return undefined;
}

/** As far as one can see without the tables of PRECIS: the action's schema knows better. */
export const looksLikeJid = (text: string): boolean =>
  /^(?:[^@/\s"&'<>:]{1,1023}@)?[^@/\s"&'<>]{1,1023}(?:\/.{1,1023})?$/su.test(text);
