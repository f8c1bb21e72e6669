/**
 * Which fields of a vCard people can change here. Everything else in it stays as it was.
 */
import type { Vcard } from './profile-model.js';

export type VcardField = 'fn' | 'title' | 'org' | 'bday' | 'email' | 'tel' | 'url' | 'note';

/** The fields in order; those that can be there several times show their first one. */
export const vcardFields = [
  { name: 'fn', label: 'fn', kind: 'text' },
  { name: 'title', label: 'position', kind: 'text' },
  { name: 'org', label: 'org', kind: 'text' },
  { name: 'bday', label: 'bday', kind: 'date' },
  { name: 'email', label: 'email', kind: 'email' },
  { name: 'tel', label: 'tel', kind: 'tel' },
  { name: 'url', label: 'url', kind: 'url' },
  { name: 'note', label: 'note', kind: 'lines' },
] as const;

const several: ReadonlySet<VcardField> = new Set(['email', 'tel', 'url']);

/** What stands in the fields. */
export function fieldsOf(vcard: Vcard): Readonly<Record<VcardField, string>> {
  const text = (name: VcardField): string => {
    const value = vcard[name];
    return (typeof value === 'object' ? value[0] : value) ?? '';
  };
  return {
    ...{ fn: text('fn'), title: text('title'), org: text('org'), bday: text('bday') },
    ...{ email: text('email'), tel: text('tel'), url: text('url'), note: text('note') },
  };
}

/** The vCard with changes; an empty one takes its field away. */
export function changedVcard(
  vcard: Vcard,
  changes: Partial<Readonly<Record<VcardField, string>>>,
): Vcard {
  const all = new Map<string, unknown>(Object.entries(vcard));
  for (const { name } of vcardFields) {
    const change = changes[name]?.trim();
    if (change === undefined) continue;
    const known = vcard[name];
    const others = typeof known === 'object' ? known.slice(1) : [];
    const texts = [...(change === '' ? [] : [change]), ...others];
    if (texts.length === 0) all.delete(name);
    else all.set(name, several.has(name) ? texts : change);
  }
  // Names of that shape, with values of their kinds.
  return Object.fromEntries(all);
}
