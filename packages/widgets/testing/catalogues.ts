import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PluralForms } from '../language/formats.js';

/** A text of a widget, as catalogues have it. */
type Text = string | PluralForms | ((...values: string[]) => string);

/** The texts of one widget. */
interface Catalogue {
  readonly en: Readonly<Record<string, Text>>;
  readonly fr: Readonly<Record<string, Text>>;
}

/** What stands for something in a sentence. */
const HOLE = '¤';

/** All catalogues of all widgets: what `texts.ts` of any folder exports. */
export async function catalogues(): Promise<readonly Catalogue[]> {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    ({ name, parentPath }) => name === 'texts.ts' && !/\/(dist|language)$/.test(parentPath),
  );
  const modules = await Promise.all(
    files.map(
      ({ parentPath, name }) => import(`${parentPath}/${name}`) as Promise<Record<string, unknown>>,
    ),
  );
  return modules.flatMap((module) => Object.values(module).filter(isCatalogue));
}

const isCatalogue = (value: unknown): value is Catalogue =>
  typeof value === 'object' && value !== null && 'en' in value && 'fr' in value;

/** English texts that French has otherwise: whole, and parts of those that depend on something. */
export function englishOnly(all: readonly Catalogue[]): { whole: Set<string>; parts: Set<string> } {
  const french = new Set(all.flatMap(({ fr }) => Object.values(fr).flatMap(fixed)));
  const english = all.flatMap(({ en }) => Object.values(en));
  const whole = english.flatMap(fixed).filter((text) => !french.has(text));
  const frenchParts = all.flatMap(({ fr }) => Object.values(fr).flatMap(parts));
  const own = english.flatMap(parts).filter((part) => !frenchParts.some((it) => it.includes(part)));
  return { whole: new Set(whole), parts: new Set(own) };
}

const fixed = (text: Text): string[] => (typeof text === 'string' ? [text] : []);

/** What stands around the holes, where it is long enough to be told from another language. */
function parts(text: Text): string[] {
  if (typeof text !== 'function') return [];
  // One that chooses from a table has no sentence for a hole.
  const said: unknown = text(HOLE, HOLE, HOLE);
  if (typeof said !== 'string') return [];
  return said.split(HOLE).filter((part) => /\p{L}{4}/u.test(part));
}
