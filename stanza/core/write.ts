import type { Element } from 'ltx';
/** Placeholder until the strict writer lands. */
export const write = (el: Element): string => {
  let out = '';
  el.write((part) => { out += part; });
  return out;
};
