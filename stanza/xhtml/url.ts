/** Schemes that a link may have: others do something when they are followed, or lead nowhere. */
const linkable = /^(?:https?|xmpp|mailto|geo):/i;
/** Schemes of what is fetched to be shown. */
const loadable = /^https?:\/\//i;

/**
 * Whether an address may be a link: it is absolute, and its scheme is https, http, xmpp, mailto or geo.
 *
 * The scheme stands at the very beginning: what browsers pass over before and within one (white space,
 * control characters) makes it another one here, which is refused.
 */
export const isLinkable = (url: string): boolean => linkable.test(url);

/** Whether an address may be a picture's: https or http. Showing it tells its owner that it was shown. */
export const isLoadable = (url: string): boolean => loadable.test(url);
