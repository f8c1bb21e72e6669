/** The bare JID of a prepared JID: what stands before the first `/`. */
export const bareOf = (jid: string): string => jid.split('/', 1)[0] ?? '';

/** What stands after the first `/`, or nothing. */
export const resourceOf = (jid: string): string => {
  const at = jid.indexOf('/');
  return at === -1 ? '' : jid.slice(at + 1);
};

/** What to call an account of which nothing but the JID is known. */
export const localOf = (jid: string): string => jid.split('@', 1)[0] ?? jid;
