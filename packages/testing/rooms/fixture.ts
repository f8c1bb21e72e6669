import { readFileSync } from 'node:fs';
import { parse, type XmlElement } from '@xec/stanza';

const root = new URL('../../../fixtures/', import.meta.url);

/**
 * Reads `fixtures/<path>.xml`.
 *
 * @param attrs attributes of the stanza to change; `undefined` takes one away
 */
export function fixture(
  path: string,
  attrs: Readonly<Record<string, string | undefined>> = {},
): XmlElement {
  const stanza = parse(readFileSync(new URL(`${path}.xml`, root), 'utf8').trim());
  for (const [name, value] of Object.entries(attrs)) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an attribute by its name
    if (value === undefined) delete stanza.attrs[name];
    else stanza.attrs[name] = value;
  }
  return stanza;
}

/** Reads `fixtures/<path>.json`: what the fixture of that name means. The caller knows its shape. */
export const fixtureJson = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`${path}.json`, root), 'utf8')) as T;
