import {
  MalformedStanza,
  iqGet,
  mamMetadataRequest,
  readMamMetadata,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, type ActionContext } from '../core/index.js';

const params = v.object({ archive: v.exactOptional(bareJid) });

/**
 * Asks an extended archive, or the own one, where it begins and ends (XEP-0313 section 5.2). Answers with
 * `mam_getmetadata_handle`.
 */
@action('MAM/GetMetadata', { params, idempotent: true })
export class GetArchiveMetadata extends Action<'MAM/GetMetadata', { archive?: string }> {
  override build() {
    return iqGet(this.params.archive, mamMetadataRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'MAM/GetMetadata'>) {
    const metadata = readMamMetadata(reply);
    if (metadata === undefined) throw new MalformedStanza('expected metadata in the answer');
    ctx.deliver('handle', { archive: this.params.archive ?? ctx.self.bare, ...metadata });
  }
}
