import { asKey, mamVersions, readMamResult, readMessage, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { isSensibleDelay, messageContent } from '../message/index.js';

/** What an archive sends for a query; see {@link results}. */
abstract class Result extends Payload<'MAMResult'> {
  override handle(el: Element, ctx: PayloadContext<'MAMResult'>) {
    const result = readMamResult(el);
    const query = result && ctx.fact('query', result.queryId);
    // "from = the queried archive, queryid = that query's": no other archive answers for it.
    if (result === undefined || query?.archive !== ctx.from.toString()) return;
    const { archive, seen = [] } = query;
    const { queryId, delay } = result;
    // It is kept as long as the query is open, and compared with all before it: no slice of its frame.
    const id = asKey(result.id);
    const message = readMessage(result.message, ctx.self.toBare());
    if (message === undefined || seen.includes(id)) return;
    if (seen.length >= ctx.bound('mam.results')) return;
    // Others than the own archive know what was said there, and nothing of what anybody else said.
    const isOwn = archive === ctx.self.bare;
    const spokeThere = message.from === archive || message.from.startsWith(`${archive}/`);
    if (!isOwn && !spokeThere) return;
    const { end } = query;
    const ids = seen.concat(id);
    ctx.learn('query', queryId, end ? { archive, seen: ids, end } : { archive, seen: ids });
    const content = messageContent(message, ctx);
    if (delay === undefined || !isSensibleDelay(delay, ctx.now())) {
      ctx.deliver({ archive, queryId, id, message: content });
    } else ctx.deliver({ archive, queryId, id, message: content, delay });
  }
}

const [V2, V1, V0] = mamVersions;
const from = 'archive';
const under = 'message';

/**
 * Messages of an archive that was asked (XEP-0313 section 4.2), in each protocol. Nothing in them acts:
 * receipts, markers and states are told as parts of the message, and nothing is answered.
 */
@payload('MAMResult', { name: 'result', xmlns: V2, under, from })
export class MamResult extends Result {}

/** The same in `urn:xmpp:mam:1`. */
@payload('MAMResult', { name: 'result', xmlns: V1, under, from })
export class MamResult1 extends Result {}

/** The same in `urn:xmpp:mam:0`. */
@payload('MAMResult', { name: 'result', xmlns: V0, under, from })
export class MamResult0 extends Result {}
