/**
 * Languages of elements (RFC 6120 section 8.1.5) and how to choose among them (RFC 4647).
 */
import type { Element } from './element.js';

/** The `xml:lang` in force for an element: its own or that of the nearest parent with one. */
export function languageOf(el: Element): string | undefined {
  for (let up: Element | null = el; up !== null; up = up.parent) {
    const lang: unknown = up.attrs['xml:lang'];
    // "The empty string" says that no language is known, whatever a parent says (XML section 2.12).
    if (typeof lang === 'string') return lang === '' ? undefined : lang;
  }
  return undefined;
}

/** Whether the tag `lang` falls under `range` by basic filtering (RFC 4647 section 3.3.1). */
export function matchesLanguage(lang: string, range: string): boolean {
  if (range === '*') return true;
  const [tag, prefix] = [lang.toLowerCase(), range.toLowerCase()];
  return tag === prefix || tag.startsWith(`${prefix}-`);
}

/**
 * Picks, of texts that say one thing in several languages, the one to show.
 *
 * For each preferred range in turn: lookup (RFC 4647 section 3.4: `de-AT`, else `de`), else what
 * falls under it (`de-CH` for `de`). When nothing fits, the first text without a language, else the
 * first of all.
 *
 * @param preferred language ranges, the dearest first; `*` stands for no preference and is skipped
 * @returns `undefined` only when there are no candidates.
 */
export function pickLanguage<Candidate extends { readonly lang?: string | undefined }>(
  candidates: readonly Candidate[],
  preferred: readonly string[],
): Candidate | undefined {
  for (const range of preferred) {
    if (range === '*') continue;
    const found = lookUp(candidates, range) ?? candidates.find((one) => fallsUnder(one, range));
    if (found !== undefined) return found;
  }
  return candidates.find(({ lang }) => lang === undefined) ?? candidates[0];
}

const fallsUnder = ({ lang }: { readonly lang?: string | undefined }, range: string): boolean =>
  lang !== undefined && matchesLanguage(lang, range);

function lookUp<Candidate extends { readonly lang?: string | undefined }>(
  candidates: readonly Candidate[],
  range: string,
): Candidate | undefined {
  const subtags = range.toLowerCase().split('-');
  while (subtags.length > 0) {
    const tag = subtags.join('-');
    const found = candidates.find(({ lang }) => lang?.toLowerCase() === tag);
    if (found !== undefined) return found;
    subtags.pop();
    // "Single letter or digit subtags … are removed … at the same time as their closest trailing
    // subtag": what is left of `zh-x-private` is `zh`.
    if (subtags.at(-1)?.length === 1) subtags.pop();
  }
  return undefined;
}
