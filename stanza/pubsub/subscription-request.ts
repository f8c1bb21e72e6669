import { readJid, type Element } from '../core/index.js';
import { formText, readDataForm, type DataForm } from '../data-forms/index.js';

/** The form of a request to be subscribed (section 16.4.2). */
export const NS_PUBSUB_SUBSCRIBE_AUTHORIZATION =
  'http://jabber.org/protocol/pubsub#subscribe_authorization';
/** The command that has the requests of a node sent which nobody decided on yet (section 8.7). */
export const PUBSUB_GET_PENDING = 'http://jabber.org/protocol/pubsub#get-pending';

/** Somebody wants to be subscribed to a node of ours. */
export interface SubscriptionRequest {
  readonly node: string;
  /** Prepared. */
  readonly jid: string;
  readonly subid?: string;
  /** To be filled in and sent back (section 8.6). */
  readonly form: DataForm;
}

/** Reads the form of such a request; `undefined` for another form, and for one that says not who or where. */
export function readSubscriptionRequest(x: Element): SubscriptionRequest | undefined {
  const form = readDataForm(x);
  if (form?.type !== 'form' || form.formType !== NS_PUBSUB_SUBSCRIBE_AUTHORIZATION)
    return undefined;
  const node = formText(form, 'pubsub#node');
  const jid = readJid(formText(form, 'pubsub#subscriber_jid'));
  const subid = formText(form, 'pubsub#subid');
  if (node === undefined || node === '' || jid === undefined) return undefined;
  return {
    node,
    jid: jid.toString(),
    ...(subid !== undefined && subid !== '' && { subid }),
    form,
  };
}
