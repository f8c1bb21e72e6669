/**
 * Stanzas as tools may see them: without secrets.
 */
import {
  NS_SASL,
  NS_SASL2,
  NS_STREAM_MANAGEMENT,
  childElements,
  copyElement,
  parse,
  write,
  type Element,
} from '@xec/stanza';
import { HIDDEN, isSecretName } from '../operations/secrets.js';

/** The text of an element without passwords, tokens, what a login says, and names of streams. */
export function maskedXml(el: Element): string {
  const copy = copyElement(el);
  mask(copy);
  return write(copy);
}

/** The same for text that was written here. */
export const maskedText = (xml: string): string => maskedXml(parse(xml));

function mask(el: Element): void {
  const ns = el.getNS();
  const isLogin = ns === NS_SASL || ns === NS_SASL2;
  if (isSecretName(el.getName()) || isLogin || isSecretHeader(el)) {
    if (el.children.length > 0) el.children = [HIDDEN];
  }
  for (const name of Object.keys(el.attrs)) if (isSecretName(name)) el.attrs[name] = HIDDEN;
  if (ns === NS_STREAM_MANAGEMENT && el.attrs['id'] !== undefined) el.attrs['id'] = HIDDEN;
  const hides = isSecretField(el);
  for (const child of childElements(el)) {
    if (hides && child.getName() === 'value') child.children = [HIDDEN];
    mask(child);
  }
}

/** A field of a form that says itself that it is secret (XEP-0004 section 3.3). */
function isSecretField(el: Element): boolean {
  if (el.getName() !== 'field') return false;
  const { type, var: name } = el.attrs as Readonly<Record<string, string | undefined>>;
  return type === 'text-private' || (name !== undefined && isSecretName(name));
}

/** A header of an upload that lets its owner in (XEP-0363 section 4). */
function isSecretHeader(el: Element): boolean {
  const name: unknown = el.attrs['name'];
  return el.getName() === 'header' && typeof name === 'string' && isSecretName(name);
}
