import { mamVersions, readMamEnd, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * The end of a page in `urn:xmpp:mam:0`, whose answer to the query comes before the results. It ends no
 * request: it is noted, and the request that waits for it looks (see `GetArchive`).
 */
@payload('MAMEnd', { name: 'fin', xmlns: mamVersions[2], under: 'message', from: 'archive' })
export class MamEnd0 extends Payload<'MAMEnd'> {
  override handle(el: Element, ctx: PayloadContext<'MAMEnd'>) {
    const queryId: unknown = el.attrs['queryid'];
    const end = readMamEnd(el);
    const query = typeof queryId === 'string' ? ctx.fact('query', queryId) : undefined;
    if (typeof queryId !== 'string' || end === undefined || query === undefined) return;
    // "from = the queried archive", and its first word counts.
    if (query.archive !== ctx.from.toString() || query.end !== undefined) return;
    ctx.learn('query', queryId, { ...query, end });
  }
}
