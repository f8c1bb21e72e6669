import {
  NS_MICROBLOG,
  NS_PUBSUB_ERRORS,
  NS_SOCIAL_FEED,
  NS_SOCIAL_GALLERY,
  completePost,
  enclosuresOf,
  microblogOptions,
  postElement,
  socialFeedOptions,
  type PostDraft,
} from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext, type StanzaError } from '../core/index.js';
import {
  PublishAction,
  accessModel,
  mending,
  nodeParams,
  nodePlaceOf,
  nodeRefused,
} from '../pubsub/index.js';
import { draftSchema } from './post-schemas.js';

type Context = ActionContext<'Pubsub/PostPublish'>;

/** "All the items published in a gallery node MUST only have at least one attached picture" (XEP-0472 section 5.3). */
const hasPicture = ({
  type,
  post,
}: {
  readonly type?: string;
  readonly post: PostDraft;
}): boolean => type !== NS_SOCIAL_GALLERY || enclosuresOf({ links: post.links ?? [] }).length > 0;

const fields = v.object({
  ...nodeParams,
  /** Default: the own microblog. */
  node: v.exactOptional(nodeParams.node),
  /** The id of its item; one that is there is replaced. */
  id: v.pipe(v.string(), v.nonEmpty()),
  post: draftSchema,
  /** Who may see the node, at the own account; default: as it is set up. */
  accessModel: v.exactOptional(accessModel),
  /** What a node of the own account is for, which is made: {@link NS_SOCIAL_FEED} and the like. */
  type: v.exactOptional(v.picklist([NS_SOCIAL_FEED, NS_SOCIAL_GALLERY])),
  mending: v.exactOptional(mending),
});
const params = v.pipe(
  fields,
  v.check(
    (params) => hasPicture(params),
    'expected a link of rel "enclosure" in what goes into a gallery',
  ),
);

/**
 * Publishes a post (XEP-0277 section 2.3), or another version of it under the same `id`: in the own
 * microblog, or in a `node` of the service `to`.
 *
 * A node of the own account is made and set up as posts need it; one of a service (`to`) is its owner's
 * matter. Answers with `pubsub_postpublish_handle`; `…_errorpayloadtoobig` where it is too long for the
 * service.
 */
@action('Pubsub/PostPublish', {
  params,
  idempotent: true,
  conditions: [{ name: 'payload-too-big', xmlns: NS_PUBSUB_ERRORS }],
})
export class PublishPost extends PublishAction<'Pubsub/PostPublish', v.InferOutput<typeof params>> {
  protected override publication(account: string) {
    const { id, post } = this.params;
    const { to, node } = this.#at;
    const full = completePost(post, { jid: to ?? account, node, item: id });
    const item = { node, id, payload: postElement(full) };
    const isOwn = to === undefined || to === account;
    return isOwn ? { ...item, options: this.#options } : { ...item, to };
  }

  protected override published(id: string | undefined, ctx: Context) {
    ctx.deliver('handle', { ...nodePlaceOf(this.#at, ctx), id: id ?? this.params.id });
  }

  errorPayloadTooBig(error: StanzaError, ctx: Context) {
    ctx.deliver('errorpayloadtoobig', {
      ...nodeRefused(this.#at, ctx, error),
      id: this.params.id,
    });
  }

  get #at() {
    return { ...this.params, node: this.params.node ?? NS_MICROBLOG };
  }

  get #options() {
    const { accessModel: access, type } = this.params;
    return {
      ...(this.#at.node === NS_MICROBLOG ? microblogOptions : socialFeedOptions(type)),
      ...(access !== undefined && { access_model: access }),
    };
  }
}
