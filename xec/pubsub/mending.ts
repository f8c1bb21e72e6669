import {
  configurationFor,
  configureNode,
  createNode,
  iqGet,
  iqSet,
  publishItem,
  type DataForm,
  type NodeOptions,
  type Publication,
  type XmlElement,
} from '@xec/stanza';
import * as v from 'valibot';
import { dataFormSchema } from '../data-forms/index.js';

/** How often a node is set up anew for one publication. */
const MAX_ROUNDS = 2;

/** Where a publication is whose node is being set up anew. Left out by who asks. */
export const mending = v.object({
  /** How often its node was set up anew, this time included. */
  round: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_ROUNDS)),
  /** What is asked: the publication, how its node is set up, that it be set up so, or made. */
  step: v.picklist(['publish', 'read', 'configure', 'create']),
  /** The service does not take all options with a publication: those that all take go with it. */
  isPlain: v.exactOptional(v.literal(true)),
  /** The node's set-up, filled in. */
  form: v.exactOptional(dataFormSchema),
});

export type Mending = v.InferOutput<typeof mending>;

/** Who may see the node, and that it keeps what is in it. */
const plainOptions = ({ access_model, persist_items }: NodeOptions): NodeOptions => ({
  ...(persist_items !== undefined && { persist_items }),
  ...(access_model !== undefined && { access_model }),
});

/** The request of a step. */
export function stepRequest(
  to: string | undefined,
  publication: Publication,
  at: Mending | undefined,
): XmlElement {
  const { node, options } = publication;
  switch (at?.step) {
    case 'read':
      return iqGet(to, configureNode(node));
    case 'configure':
      return iqSet(to, configureNode(node, at.form));
    case 'create':
      return iqSet(to, createNode(node, options));
    case 'publish':
    case undefined: {
      const isPlain = at?.isPlain === true && options !== undefined;
      return iqSet(
        to,
        publishItem(isPlain ? { ...publication, options: plainOptions(options) } : publication),
      );
    }
  }
}

/**
 * The first step towards a node that takes a refused publication; `undefined` where that was done
 * often enough.
 */
export function beginMending(at: Mending | undefined, isPlain: boolean): Mending | undefined {
  const round = (at?.round ?? 0) + 1;
  if (round > MAX_ROUNDS) return undefined;
  return { round, step: 'read', ...((isPlain || at?.isPlain === true) && { isPlain: true }) };
}

/** The step that follows one which was done; `form` is what `read` brought. */
export function nextStep(
  { round, step, isPlain }: Mending,
  options: NodeOptions,
  form: DataForm | undefined,
): Mending {
  const on = { round, ...(isPlain && { isPlain }) };
  const filled = step === 'read' && form ? configurationFor(form, options) : undefined;
  return filled === undefined
    ? { ...on, step: 'publish' }
    : { ...on, step: 'configure', form: filled };
}
