import { parse } from '@xec/stanza';
import * as v from 'valibot';

/** The namespace of the element in `text`; `undefined` where it is none, or has none. */
export function namespaceOf(text: string): string | undefined {
  try {
    const ns = parse(text).getNS();
    return ns === '' ? undefined : ns;
  } catch {
    return undefined; // the parser throws for nothing but text that is no element
  }
}

/** One element in a namespace of its own, as XML text: what params and packets hold of foreign XML. */
export const xmlText = v.pipe(
  v.string(),
  v.check((text) => namespaceOf(text) !== undefined, 'expected one XML element with a namespace'),
);
