import { reportReasons, type BlockReport } from '@xec/stanza';
import * as v from 'valibot';
import { jid } from '../core/schemas.js';

const yes = v.exactOptional(v.literal(true));

/** One JID or more: a domain and a resource can be blocked too. */
export const jids = v.pipe(v.array(jid), v.minLength(1, 'expected a JID, got none'), v.readonly());

/** A report as `readReport` reads it. */
export const reportSchema = v.object({
  reason: v.picklist(reportReasons),
  text: v.exactOptional(v.string()),
  stanzaIds: v.exactOptional(v.pipe(v.array(v.object({ id: v.string(), by: jid })), v.readonly())),
  reportOrigin: yes,
  thirdParty: yes,
}) satisfies v.GenericSchema<BlockReport>;

/** Whom to block, and what the own server is told of each of them. */
export const blockParams = v.object({ jids, report: v.exactOptional(reportSchema) });

/** Whom to unblock: some, or everybody. An empty list is neither. */
export const unblockParams = v.union([
  v.strictObject({ jids }),
  v.strictObject({ all: v.literal(true) }),
]);
