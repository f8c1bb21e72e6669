import { parse, type XmlElement } from '@xec/stanza';
import * as v from 'valibot';

/** The namespace of what is kept, which is the application's own; also the node. */
export const namespace = v.pipe(v.string(), v.nonEmpty());

/** What is kept: one element in a namespace of its own, as XML text. */
export const data = v.pipe(
  v.string(),
  v.check((text) => namespaceOf(text) !== undefined, 'expected one XML element with a namespace'),
);

/** The element of a text that `data` let pass. */
export const elementOf = (text: string): XmlElement => parse(text);

/** The namespace of the element in `text`; `undefined` where it is none, or has none. */
export function namespaceOf(text: string): string | undefined {
  try {
    const ns = parse(text).getNS();
    return ns === '' ? undefined : ns;
  } catch {
    return undefined; // the parser throws for nothing but text that is no element
  }
}
