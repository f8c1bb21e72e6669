import { xml, type Element, type XmlElement } from '../core/index.js';
import { readAttributes, required, text, writeAttributes } from '../core/attributes.js';

/**
 * `<parameter/>`, which payload types, feedback and header extensions have: `a=b` in SDP. What is not
 * of that form is a name with an empty value (XEP-0293 section 3).
 */
export interface RtpParameter {
  readonly name: string;
  readonly value: string;
}

const table = { name: required(text('name')), value: text('value') };

/** `<parameter/>` in the namespace `xmlns`. */
export const parameterElement = (parameter: RtpParameter, xmlns?: string): XmlElement =>
  xml('parameter', { xmlns, ...writeAttributes(parameter, table) });

/** Reads the parameters that stand in `el`, in the namespace `xmlns`. */
export const readParameters = (el: Element, xmlns: string): RtpParameter[] =>
  el.getChildren('parameter', xmlns).flatMap((child) => {
    const read = readAttributes<{ name: string; value?: string }>(child, table);
    return read === undefined ? [] : [{ name: read.name, value: read.value ?? '' }];
  });
