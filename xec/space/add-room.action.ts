import { spaceRoomElement } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext } from '../core/index.js';
import { PublishAction, mending } from '../pubsub/index.js';
import { space, spaceRoomSchema } from './schema.js';

const params = v.object({ ...space, room: spaceRoomSchema, mending: v.exactOptional(mending) });
type Params = v.InferOutput<typeof params>;

/**
 * Puts a room into a space, or changes what is said of it (XEP-0503 section 5.4). Answers with
 * `space_addroom_handle`.
 *
 * It says nothing of how the node must be set up: `Space/Create` did, and who may add rooms need not be who
 * may set the space up.
 */
@action('Space/AddRoom', { params, idempotent: true })
export class AddSpaceRoom extends PublishAction<'Space/AddRoom', Params> {
  protected override publication() {
    const { to, node, room } = this.params;
    return { to, node, id: room.jid, payload: spaceRoomElement(room) };
  }

  protected override published(_id: string, ctx: ActionContext<'Space/AddRoom'>) {
    const { to, node, room } = this.params;
    ctx.deliver('handle', { from: to, node, room });
  }
}
