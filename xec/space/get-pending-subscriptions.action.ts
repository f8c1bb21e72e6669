import {
  MalformedStanza,
  PUBSUB_GET_PENDING,
  commandElement,
  formField,
  iqSet,
  readCommand,
  submitForm,
  type DataForm,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';
import { NodeAction } from '../pubsub/index.js';
import { space } from './schema.js';

const params = v.object({
  ...space,
  /** The command that was begun, and its form, filled in. Left out by who asks. */
  begun: v.exactOptional(v.object({ sessionId: v.string(), form: dataFormSchema })),
});

/**
 * Has a service send the requests of those who want to be in a space of ours, and wait for our word
 * (XEP-0060 section 8.7): they come with `spacerequest`. Answers with `space_getpendingsubscriptions_handle`
 * when the service knows that we want them.
 */
@action('Space/GetPendingSubscriptions', { params })
export class GetPendingSpaceSubscriptions extends NodeAction<
  'Space/GetPendingSubscriptions',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, begun } = this.params;
    // `execute` both times, as in the XEP's example: ejabberd 23.01 knows no other one here.
    return iqSet(to, commandElement({ node: PUBSUB_GET_PENDING, ...begun }));
  }

  override handle(reply: Element, ctx: ActionContext<'Space/GetPendingSubscriptions'>) {
    if (this.params.begun !== undefined) {
      super.handle(reply, ctx);
      return;
    }
    const command = readCommand(reply);
    if (command === undefined) throw new MalformedStanza('expected a command in the answer');
    const { status, sessionId, form } = command;
    const filled = status === 'executing' && form ? this.#filled(form) : undefined;
    if (filled === undefined || sessionId === undefined) super.handle(reply, ctx);
    else {
      const begun = { sessionId, form: filled };
      ctx.goOn(new GetPendingSpaceSubscriptions({ ...this.params, begun }));
    }
  }

  /** `undefined`: "the service MAY specify only the nodes that have subscription requests pending". */
  #filled(form: DataForm): DataForm | undefined {
    const { node } = this.params;
    const field = formField(form, 'pubsub#node');
    const options = field && 'options' in field ? field.options.map(({ value }) => value) : [node];
    return field && options.includes(node) ? submitForm(form, { 'pubsub#node': node }) : undefined;
  }
}
