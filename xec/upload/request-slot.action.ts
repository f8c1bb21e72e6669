import {
  NS_UPLOAD,
  iqGet,
  isLoopbackAddress,
  readMaxFileSize,
  readRetry,
  readUploadSlot,
  uploadRequest,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  type ActionContext,
  type ActionError,
  type StanzaError,
} from '../core/index.js';
import { requestParams } from './schema.js';

type Context = ActionContext<'Upload/Request'>;

/**
 * Asks a service for a place for a file (XEP-0363 section 4). Answers with `upload_request_handle`;
 * `uploadFile` of @xec/client does that and sends the file.
 *
 * Addresses must be https; on this machine http will do where the stream itself is with this machine.
 */
@action('Upload/Request', {
  params: requestParams,
  conditions: [{ name: 'file-too-large', xmlns: NS_UPLOAD }],
})
export class RequestSlot extends Action<'Upload/Request', v.InferOutput<typeof requestParams>> {
  override build() {
    return iqGet(this.params.to, uploadRequest(this.params));
  }

  override handle(reply: Element, ctx: Context) {
    const service = ctx.fact('stream', 'current')?.service;
    const allowsLoopback = service !== undefined && isLoopbackAddress(service);
    ctx.deliver('handle', { ...this.params, slot: readUploadSlot(reply, { allowsLoopback }) });
  }

  errorFileTooLarge(error: StanzaError, ctx: Context) {
    ctx.deliver('errorfiletoolarge', this.#refusal(error, ctx));
  }

  override errorResourceConstraint(error: StanzaError, ctx: Context) {
    ctx.deliver('errorresourceconstraint', this.#refusal(error, ctx));
  }

  override errorNotAllowed(error: StanzaError, ctx: Context) {
    ctx.deliver('errornotallowed', this.#refusal(error, ctx));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', this.#refusal(error, ctx));
  }

  #refusal(error: ActionError, { stanza }: Context) {
    const maxSize = stanza && readMaxFileSize(stanza);
    const retry = stanza && readRetry(stanza);
    return {
      to: this.params.to,
      ...v.parse(errorContent, error),
      ...(maxSize !== undefined && { maxSize }),
      ...(retry !== undefined && { retry }),
    };
  }
}
