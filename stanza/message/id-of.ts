import type { Element } from '../core/index.js';

/** The attribute `id` of an element, where it is there and not empty. */
export function idOf(el: Element | undefined): string | undefined {
  const id: unknown = el?.attrs['id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
