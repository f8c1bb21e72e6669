import {
  NS_PUBSUB_ERRORS,
  accessModels,
  copyElement,
  nodeAffiliations,
  privateOptions,
  publicOptions,
  subscriptionStates,
  type AccessModel,
  type AffiliatedJid,
  type NodeMetadata,
  type NodeOptions,
  type PubsubItem,
  type SubscribedJid,
} from '@xec/stanza';
import * as v from 'valibot';
import { errorContent, jid, type ActionError } from '../core/index.js';
import { accessModel } from './pep-schemas.js';

const text = v.exactOptional(v.string());
const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());

const name = v.pipe(v.string(), v.nonEmpty());

/** Params of a node: without `to` it is one of the own account. */
export const at = { to: v.exactOptional(jid), node: name };

/** The node that a packet is about, and whose it is. */
export const place = { from: jid, node: name };

export interface At {
  readonly to?: string;
  readonly node: string;
}

/** The place that params name. */
export const placeOf = (
  { to, node }: At,
  { self }: { readonly self: { readonly bare: string } },
): { from: string; node: string } => ({ from: to ?? self.bare, node });

/** An item of any kind: what was published is XML text, as its publisher wrote it. */
export const itemSchema = v.object({
  id: v.string(),
  publisher: v.exactOptional(jid),
  payload: text,
});

export const itemsSchema = list(itemSchema);

/** The item as plain data. */
export const plainItem = ({ id, publisher, payload }: PubsubItem) => ({
  id,
  ...(publisher !== undefined && { publisher }),
  ...(payload !== undefined && { payload: copyElement(payload).toString() }),
});

/** Who may do what with a node. */
export const affiliationsSchema = list(
  v.object({ jid, affiliation: v.picklist(nodeAffiliations) }),
) satisfies v.GenericSchema<readonly AffiliatedJid[]>;

/** Who is subscribed to a node. */
export const subscribedSchema = v.object({
  jid,
  subscription: v.picklist(subscriptionStates),
  subid: text,
}) satisfies v.GenericSchema<SubscribedJid>;

export const subscriptionsSchema = list(subscribedSchema);

/** How a node is to be set up: the fields of its form, without `pubsub#`. */
export const nodeOptionsSchema = v.record(
  v.string(),
  v.union([v.string(), v.number(), v.boolean(), list(v.string())]),
);

/** What a service says of a node, as `readNodeMetadata` reads it. */
export const metadataSchema = v.object({
  ...{ title: text, description: text, type: text, language: text, creationDate: text },
  accessModel: v.exactOptional(v.picklist(accessModels)),
  creator: v.exactOptional(jid),
  numSubscribers: v.exactOptional(v.number()),
  maxItems: v.exactOptional(v.union([v.number(), v.literal('max')])),
  ...{ owners: list(jid), publishers: list(jid), contacts: list(jid) },
}) satisfies v.GenericSchema<NodeMetadata>;

/** Params of a node that keeps what is in it. */
export const storageParams = v.object({ ...at, accessModel: v.exactOptional(accessModel) });

/**
 * How a node is set up that keeps what is in it: for the owner alone (XEP-0223 section 4), or for those whom
 * another access model lets in (XEP-0222 section 2).
 */
export const storageOptions = ({ accessModel: access = 'whitelist' }: Access): NodeOptions =>
  access === 'whitelist' ? privateOptions : publicOptions(access);

interface Access {
  readonly accessModel?: AccessModel;
}

/** A refusal, and what it was about. */
export const refusal = v.object({ ...place, ...errorContent.entries });

/** The refusal as a packet has it. */
export const refused = (
  params: At,
  ctx: { readonly self: { readonly bare: string } },
  error: ActionError,
): v.InferOutput<typeof refusal> => ({ ...placeOf(params, ctx), ...v.parse(errorContent, error) });

/** Conditions of publish-subscribe that have methods (XEP-0060 section 16.3). */
export const presenceSubscriptionRequired = {
  name: 'presence-subscription-required',
  xmlns: NS_PUBSUB_ERRORS,
} as const;
export const unsupported = { name: 'unsupported', xmlns: NS_PUBSUB_ERRORS } as const;
export const notSubscribed = { name: 'not-subscribed', xmlns: NS_PUBSUB_ERRORS } as const;
