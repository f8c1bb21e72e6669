import { NS_HTTP_AUTH } from '@xec/stanza';
import { feature } from '../core/index.js';
import { AcceptConfirm } from './accept-confirm.action.js';
import { bounds } from './bounds.js';
import { ConfirmAsked, ConfirmAskedByMessage } from './confirm.payload.js';
import { facts } from './facts.js';
import { packets } from './packets.js';
import { RefuseConfirm } from './refuse-confirm.action.js';

export { AcceptConfirm, ConfirmAsked, ConfirmAskedByMessage, RefuseConfirm };

/** Verifying HTTP requests (XEP-0070): hears the questions, and gives the user's answer. */
export const confirm = feature({
  name: 'confirm',
  xeps: [{ xep: '0070', version: '1.0.2', since: '0.1.0' }],

  namespaces: [NS_HTTP_AUTH],
  packets,
  facts,
  bounds,
  actions: [AcceptConfirm, RefuseConfirm],
  payloads: [ConfirmAsked, ConfirmAskedByMessage],
});
