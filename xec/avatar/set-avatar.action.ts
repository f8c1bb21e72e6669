import {
  NS_AVATAR_DATA,
  NS_PUBSUB_ERRORS,
  avatarDataElement,
  avatarId,
  decodeBase64,
} from '@xec/stanza';
import * as v from 'valibot';
import { action, errorContent, type ActionContext, type StanzaError } from '../core/index.js';
import { PublishAction, accessModel, mending } from '../pubsub/index.js';
import { SetAvatarMetadata } from './metadata.js';
import { avatarBase64, avatarInfoSchema } from './schema.js';

type Context = ActionContext<'Avatar/Set'>;

const { type, width, height } = avatarInfoSchema.entries;
const params = v.object({
  base64: avatarBase64,
  ...{ type, width, height },
  accessModel: v.exactOptional(accessModel),
  mending: v.exactOptional(mending),
});
type Params = v.InferOutput<typeof params>;

/**
 * Gives the own account a picture: stores it (XEP-0084 section 4.1), and when it is there says so to
 * everybody with `Avatar/SetMetadata` (section 4.2). Answers with `avatar_set_handle`, and then with
 * `avatar_setmetadata_handle`.
 */
@action('Avatar/Set', {
  params,
  idempotent: true,
  conditions: [{ name: 'payload-too-big', xmlns: NS_PUBSUB_ERRORS }],
})
export class SetAvatar extends PublishAction<'Avatar/Set', Params> {
  protected override publication() {
    const { base64, accessModel: access } = this.params;
    return {
      node: NS_AVATAR_DATA,
      id: this.#id,
      payload: avatarDataElement({ base64 }),
      ...(access !== undefined && { options: { access_model: access } }),
    };
  }

  protected override published(_id: string, ctx: Context) {
    const { base64, type, width, height, accessModel: access } = this.params;
    const info = {
      ...{ id: this.#id, type, bytes: decodeBase64(base64)?.length ?? 0 },
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    };
    ctx.request(
      new SetAvatarMetadata({
        content: { infos: [info] },
        ...(access !== undefined && { accessModel: access }),
      }),
    );
    ctx.deliver('handle', { id: this.#id });
  }

  errorPayloadTooBig(error: StanzaError, ctx: Context) {
    ctx.deliver('errorpayloadtoobig', v.parse(errorContent, error));
  }

  get #id(): string {
    return avatarId(this.params.base64) ?? ''; // the schema knows that there is one
  }
}
