/** The values that a property of style may have: words and numbers, never a function or an address. */
const colour = /^(?:[a-z]{3,20}|#[0-9a-f]{3}|#[0-9a-f]{6})$/i;
const length = /^(?:0|\d{1,2}(?:\.\d{1,3})?(?:px|pt|em|ex|%))$/i;
const size = /^(?:xx-small|x-small|small|medium|large|x-large|xx-large|smaller|larger)$/i;
const family = /^[\w -]{1,40}(?:,[\w -]{1,40}){0,9}$/;

type Rule = (value: string) => boolean;
const matches =
  (pattern: RegExp): Rule =>
  (value) =>
    pattern.test(value);
const either =
  (...rules: readonly Rule[]): Rule =>
  (value) =>
    rules.some((rule) => rule(value));

/** The properties that XEP-0071 section 7.6 recommends. */
const properties: ReadonlyMap<string, Rule> = new Map([
  ['background-color', matches(colour)],
  ['color', matches(colour)],
  ['font-family', matches(family)],
  ['font-size', either(matches(size), matches(length))],
  ['font-style', matches(/^(?:normal|italic|oblique)$/i)],
  ['font-weight', matches(/^(?:normal|bold|bolder|lighter|[1-9]00)$/i)],
  ['margin-left', matches(length)],
  ['margin-right', matches(length)],
  ['text-align', matches(/^(?:left|right|center|justify)$/i)],
  ['text-decoration', matches(/^(?:none|underline|overline|line-through)$/i)],
]);

/**
 * The declarations of a `style` attribute that are allowed; `undefined` where none is.
 *
 * A declaration is kept whole or not at all, so escapes, comments, quotes and functions, which none of
 * the values has, take theirs away.
 */
export function allowedStyle(style: string): string | undefined {
  const kept = style.split(';').flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    return properties.get(name)?.(value) === true ? [`${name}: ${value}`] : [];
  });
  return kept.length === 0 ? undefined : kept.join('; ');
}
