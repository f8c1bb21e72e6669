/**
 * What a client asks for together with its login: resumption, a session, a token.
 */
import { createHash } from 'node:crypto';
import {
  NS_CARBONS,
  bound2,
  fastToken,
  readBind2Request,
  readFastLogin,
  readFastTokenRequest,
  type Bind2Request,
  type Element,
  type Sasl2Request,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Connection } from '../connection.js';
import type { FrameSocket } from '../frame-socket.js';
import type { Host } from '../host.js';
import { tokenOffer } from '../sasl/offer.js';
import type { Session } from '../session.js';
import { NS_SM } from '../sm/elements.js';
import { manageSession } from '../sm/manage.js';
import { tryResume, type ResumeAnswer } from '../sm/resume.js';
import type { Token } from '../tokens.js';

/** Resumes a stream where the client asks for it; `ended` where that ended the connection. */
export function resumeInline(
  host: Host,
  connection: Connection,
  inline: readonly Element[],
): ResumeAnswer | 'not-asked' | 'ended' {
  const resume = inline.find((el) => el.is('resume', NS_SM));
  if (resume === undefined || !host.managesStreams) return 'not-asked';
  return tryResume(host, connection, resume) ?? 'ended';
}

/** Binds where the client asks for it (XEP-0386 section 3.2): the answer. */
export function bindInline(
  host: Host,
  connection: Connection,
  account: Account,
  { inline, userAgent }: Sasl2Request,
): XmlElement | undefined {
  const request = readBind2Request(inline);
  if (request === undefined || host.sasl2?.bind2 === false) return undefined;
  const resource = resourceFor(host, account, request, userAgent?.id);
  const session =
    host.openSession(connection, account, resource) ??
    host.openSession(connection, account, undefined); // the tag cannot stand in a resource
  if (session === undefined) return undefined;
  connection.adopt(session);
  return bound2({ inline: request.inline.flatMap((el) => enable(host, session, el) ?? []) });
}

/** Enables what a client asks for; what is not known is ignored. */
function enable(host: Host, session: Session, el: Element): XmlElement | undefined {
  if (el.is('enable', NS_CARBONS)) session.hasCarbons = true;
  if (!el.is('enable', NS_SM) || !host.managesStreams) return undefined;
  return session.management === undefined ? manageSession(host, session, el) : undefined;
}

/** `tag/…`: the same for each login of a client, whose id nobody learns from it (section 3.2.1). */
function resourceFor(
  host: Host,
  { jid }: Account,
  { tag }: Bind2Request,
  client: string | undefined,
): string {
  const own =
    client === undefined
      ? host.randomId()
      : createHash('sha256').update(`${jid} ${client}`).digest('base64url').slice(0, 16);
  return tag === undefined ? own : `${tag}/${own}`;
}

/**
 * A token, where the client asks for one or the one that it used is old (XEP-0484 sections 3.3, 3.5).
 */
export function tokenInline(
  host: Host,
  socket: FrameSocket,
  account: Account,
  { inline, userAgent }: Sasl2Request,
  used: Token | undefined,
): XmlElement | undefined {
  const client = userAgent?.id;
  if (client === undefined || account.isTemporary) return undefined;
  const isForgotten = readFastLogin(inline)?.invalidate ?? false;
  const isDue = used !== undefined && !isForgotten && host.tokens.isDue(used);
  const mechanism = readFastTokenRequest(inline) ?? (isDue ? used.mechanism : undefined);
  if (mechanism === undefined || !tokenOffer(host, socket).includes(mechanism)) return undefined;
  const { secret, expiresAt } = host.tokens.issue({ account: account.name, client }, mechanism);
  return fastToken({ token: secret, expiry: new Date(expiresAt) });
}
