import {
  MalformedStanza,
  NS_AVATAR_DATA,
  iqGet,
  itemsRequest,
  readAvatarData,
  readItemsAnswer,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, type ActionContext } from '../core/index.js';
import { pictureOf } from './picture.js';

const params = v.object({ to: v.exactOptional(bareJid), id: v.pipe(v.string(), v.nonEmpty()) });

/**
 * Asks for a picture by its `id`, which the metadata have (XEP-0084 section 4.3). Answers with
 * `avatar_get_handle`; bytes of another hash are thrown away.
 */
@action('Avatar/Get', { params, idempotent: true })
export class GetAvatar extends Action<'Avatar/Get', v.InferOutput<typeof params>> {
  override build() {
    const { to, id } = this.params;
    return iqGet(to, itemsRequest({ node: NS_AVATAR_DATA, ids: [id] }));
  }

  override handle(reply: Element, ctx: ActionContext<'Avatar/Get'>) {
    const { to, id } = this.params;
    const item = readItemsAnswer(reply)?.items.find((each) => each.id === id);
    const data = item?.payload && readAvatarData(item.payload, id);
    if (data === undefined) throw new MalformedStanza('expected a picture of that hash');
    ctx.deliver('handle', { from: to ?? ctx.self.bare, id, ...pictureOf(data) });
  }
}
