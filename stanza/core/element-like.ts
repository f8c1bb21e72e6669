import type { Element } from 'ltx';

/** Whether a child is an element, whoever made it: plain JavaScript may put anything there. */
export const isElementLike = (child: unknown): child is Element =>
  typeof child === 'object' && child !== null && 'children' in child && 'attrs' in child;
