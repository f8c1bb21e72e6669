import { iqGet, readRoster, rosterGet, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { knownContacts, learnContacts, learnVersion } from './contacts.js';

/**
 * Asks for the roster (RFC 6121 section 2.1.3), with the version we know where the server keeps
 * versions (section 2.6.2). Answers with `roster_getlist_handle`: all contacts, also when the server
 * said only that nothing changed; what changed since comes as `roster` after it (section 2.6.3).
 */
@action('Roster/GetList', { idempotent: true })
export class GetRoster extends Action<'Roster/GetList'> {
  override build(ctx: BuildContext) {
    const known = ctx.fact('rosterVersion', ctx.self.bare);
    return iqGet(undefined, rosterGet(known?.isOffered === true ? (known.ver ?? '') : undefined));
  }

  override handle(reply: Element, ctx: ActionContext<'Roster/GetList'>) {
    const roster = readRoster(reply);
    if (roster !== undefined) {
      learnContacts(ctx, roster.items);
      learnVersion(ctx, roster.ver);
    }
    const ver = roster === undefined ? ctx.fact('rosterVersion', ctx.self.bare)?.ver : roster.ver;
    ctx.deliver('handle', {
      items: roster?.items ?? knownContacts(ctx),
      ...(ver !== undefined && { ver }),
    });
  }
}
