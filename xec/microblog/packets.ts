import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid } from '../core/schemas.js';
import { nodePlace, nodeRefusal } from '../pubsub/index.js';
import { feedSchema, itemPlace, placedPost, postsSchema } from './post-schemas.js';

const done = v.object(itemPlace);
const refused = v.object({ ...nodeRefusal.entries, id: v.string() });

export const packets = {
  /** A post is new, or has changed; see `PostContent` in @xec/stanza. */
  post: v.object({ ...nodePlace, ...placedPost }),
  /** A post is gone. */
  post_retract: done,
  /** A post is new, or has changed, which the service does not send: `Microblog/Get` asks for it. */
  post_announced: v.object({ ...itemPlace, publisher: v.exactOptional(jid) }),
  /** What a node of posts says of itself (XEP-0277 section 5). */
  post_feed: v.object({ ...nodePlace, ...feedSchema.entries }),
  /** The post is published. */
  pubsub_postpublish_handle: done,
  /** The post is longer than the service takes. */
  pubsub_postpublish_errorpayloadtoobig: refused,
  /** Its node is set up differently, and could not be set up anew. */
  pubsub_postpublish_errorpreconditionnotmet: errorContent,
  /** The post is gone. */
  pubsub_postdelete_handle: done,
  pubsub_postdelete_error: refused,
  /** We may publish in that node. */
  pubsub_testpostpublish_handle: v.object(nodePlace),
  /** We may not, or it could not be found out. */
  pubsub_testpostpublish_error: nodeRefusal,
  /** The posts of `from`, in the service's order. */
  microblog_get_handle: postsSchema,
  microblog_get_error: nodeRefusal,
  /** The node of our posts is made. */
  microblog_createnode_handle: v.object(nodePlace),
  /** The node for comments is made. */
  microblog_commentcreatenode_handle: v.object(nodePlace),
  /** The comment is published. */
  microblog_commentpublish_handle: done,
  microblog_commentpublish_error: nodeRefusal,
  /** The comments, in the service's order. */
  microblog_commentsget_handle: postsSchema,
  microblog_commentsget_error: nodeRefusal,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Pubsub/PostPublish'
    | 'Pubsub/PostDelete'
    | 'Pubsub/TestPostPublish'
    | 'Microblog/Get'
    | 'Microblog/CreateNode'
    | 'Microblog/CommentCreateNode'
    | 'Microblog/CommentPublish'
    | 'Microblog/CommentsGet'
  > {}
}
