/**
 * Schemas that many rooms share. A schema says what `params` and packet contents may be; both are
 * plain JSON, because they are stored and sent to browsers.
 */
import {
  parseJid,
  stanzaErrorConditions,
  xhtmlElement,
  xhtmlMarkup,
  type Jid,
  type Page,
  type PageRequest,
  type StanzaErrorCondition,
} from '@xec/stanza';
import * as v from 'valibot';
import type { OutcomeCondition } from './errors.js';

/** Any schema of the project, whatever it describes. */
export type Schema = v.GenericSchema;

const jidText = (wanted: string, accept: (jid: Jid) => boolean, write: (jid: Jid) => string) =>
  v.pipe(
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

/**
 * Markup: one element of XHTML as text. What comes out is sanitised, and says something: see `xhtmlMarkup`.
 */
export const markup = v.pipe(
  v.string(),
  v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
    try {
      const clean = xhtmlMarkup(xhtmlElement(dataset.value));
      if (clean !== undefined) return clean;
      addIssue({ message: 'expected markup that says something, got none that may be shown' });
    } catch (error) {
      addIssue({ message: (error as Error).message }); // MarkupError
    }
    return NEVER;
  }),
);

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

const conditions = [
  ...(Object.keys(stanzaErrorConditions) as StanzaErrorCondition[]), // keys of that very table
  'timeout',
  'cancelled',
  'connection-lost',
  'handler-failed',
  'malformed-reply',
] as const satisfies readonly OutcomeCondition[];

/** All conditions an action can end with. */
export const outcomeConditions: readonly OutcomeCondition[] = conditions;

/** The content of error packets: what an `ActionError` says, as plain data. */
export const errorContent = v.object({
  condition: v.picklist(conditions),
  type: v.picklist(['auth', 'cancel', 'continue', 'modify', 'wait']),
  text: v.exactOptional(v.string()),
  by: v.exactOptional(v.string()),
  application: v.exactOptional(v.array(v.object({ name: v.string(), xmlns: v.string() }))),
  /** Of `connection-lost`: whether the request reached the server. */
  delivered: v.exactOptional(v.picklist(['yes', 'no', 'unknown'])),
});

/** What an error packet says. */
export type ErrorContent = v.InferOutput<typeof errorContent>;

const count = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const opaque = v.exactOptional(v.string());

/** Which part of a long list is wanted (XEP-0059), as `pageRequest` writes it. */
export const pageRequestSchema = v.object({
  max: count,
  after: opaque,
  before: opaque,
  index: count,
}) satisfies v.GenericSchema<PageRequest>;

/** Which part of a long list came, as `readPage` reads it. */
export const pageSchema = v.object({
  first: opaque,
  last: opaque,
  index: count,
  count,
}) satisfies v.GenericSchema<Page>;

/** `path: what was expected and what came`, for messages. */
export const issuesText = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues
    .map((issue) => {
      const path = v.getDotPath(issue);
      return path === null ? issue.message : `${path}: ${issue.message}`;
    })
    .join('; ');
