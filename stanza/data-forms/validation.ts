/**
 * XEP-0122: Data Forms Validation, version 1.0.2 (2018-03-21).
 * https://xmpp.org/extensions/xep-0122.html
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_FORM_VALIDATION = 'http://jabber.org/protocol/xdata-validate';

/** What the values of a field must be, beside their type. */
export interface FieldValidation {
  /** `xs:string` where nothing is said; `xs:integer`, `xs:dateTime` … (section 3.1). */
  readonly datatype: string;
  /**
   * How (section 3.2): as the field's own type says; also what is no option; from `min` to `max`; as
   * `regex` says, which is somebody else's and not run here.
   */
  readonly method: 'basic' | 'open' | 'range' | 'regex';
  readonly min?: string;
  readonly max?: string;
  readonly regex?: string;
  /** Of `list-multi`: how many choices there must be (section 3.3). */
  readonly listRange?: { readonly min?: number; readonly max?: number };
}

/** Reads the `<validate/>` of a field. */
export function readFieldValidation(field: Element): FieldValidation | undefined {
  const el = field.getChild('validate', NS_FORM_VALIDATION);
  if (el === undefined) return undefined;
  const said = childElements(el).filter((child) => child.getNS() === NS_FORM_VALIDATION);
  const how = said.find((child) => isMethod(child.getName()));
  const listRange = said.find((child) => child.getName() === 'list-range');
  return {
    datatype: textAttribute(el, 'datatype') ?? 'xs:string',
    ...readMethod(how),
    ...(listRange !== undefined && { listRange: readListRange(listRange) }),
  };
}

/** `<validate/>`. */
export const fieldValidationElement = (validation: FieldValidation): XmlElement => {
  const { datatype, method, min, max, regex, listRange } = validation;
  return xml(
    'validate',
    { xmlns: NS_FORM_VALIDATION, datatype },
    xml(method, method === 'range' ? { min, max } : {}, method === 'regex' ? regex : undefined),
    listRange && xml('list-range', { min: listRange.min, max: listRange.max }),
  );
};

const methods = ['basic', 'open', 'range', 'regex'] as const;

const isMethod = (name: string): name is FieldValidation['method'] =>
  methods.some((method) => method === name);

function readMethod(el: Element | undefined): Omit<FieldValidation, 'datatype' | 'listRange'> {
  const method = el?.getName() ?? 'basic';
  if (el === undefined || !isMethod(method)) return { method: 'basic' };
  if (method === 'regex') return { method, regex: el.getText() };
  if (method !== 'range') return { method };
  const min = textAttribute(el, 'min');
  const max = textAttribute(el, 'max');
  return { method, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function readListRange(el: Element): NonNullable<FieldValidation['listRange']> {
  const min = readCount(el, 'min');
  const max = readCount(el, 'max');
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function readCount(el: Element, name: string): number | undefined {
  const text = textAttribute(el, name);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function textAttribute(el: Element, name: string): string | undefined {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' ? value : undefined;
}
