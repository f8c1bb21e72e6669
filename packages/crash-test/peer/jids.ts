import { readJid } from '@xec/stanza';

/** The session that a JID belongs to: sessions have the names of their accounts. */
export const sessionOf = (jid: string | undefined): string => readJid(jid)?.local ?? '';
