/** Addresses: what comes out is prepared. */
import { parseJid, readJid, type Jid } from '@xec/stanza';
import * as v from 'valibot';
import { declareExact } from './exact.js';

function jidText(wanted: string, accept: (jid: Jid) => boolean, write: (jid: Jid) => string) {
  const schema = v.pipe(
    v.string(),
    v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
      try {
        const jid = parseJid(dataset.value);
        if (accept(jid)) return write(jid);
        addIssue({ message: `expected ${wanted}, got ${jid.toString()}` });
      } catch (error) {
        addIssue({ message: `expected ${wanted}: ${(error as Error).message}` }); // InvalidJid
      }
      return NEVER;
    }),
  );
  declareExact(schema, (value) => {
    const jid = typeof value === 'string' ? readJid(value) : undefined;
    return jid !== undefined && accept(jid) && write(jid) === value;
  });
  return schema;
}

/** Any JID, prepared. */
export const jid = jidText(
  'a JID',
  () => true,
  (jid) => jid.toString(),
);

/** A JID without resource, prepared. */
export const bareJid = jidText(
  'a bare JID',
  (jid) => jid.resource === undefined,
  (jid) => jid.bare,
);

/** A JID with a resource, prepared. */
export const fullJid = jidText(
  'a full JID',
  (jid) => jid.resource !== undefined,
  (jid) => jid.toString(),
);
