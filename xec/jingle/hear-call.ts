/**
 * What messages say of calls, and who may say it (XEP-0353). A call is known by its name and the account
 * of the other side, so nobody speaks for the call of somebody else.
 */
import {
  callMessage,
  isLowerJingleSid,
  readCallElement,
  readCarbon,
  readJid,
  readMessage,
  type CallMessage,
  type Element,
  type Jid,
} from '@xec/stanza';
import type * as v from 'valibot';
import type { HandlerContext } from '../core/index.js';
import { messageContent } from '../message/index.js';
import { callOf, endCall, learnCall, proposalTo, takenCallWith } from './calls.js';
import type { heardContent } from './schema.js';

/** A message, and on which way it came. */
interface Heard {
  readonly call: CallMessage;
  /** Who wrote it, with the resource. */
  readonly from: Jid;
  readonly stanza: Element;
  /** It went to another client of ours, and this is a copy. */
  readonly isCopy: boolean;
}

/** A message that came to us; of two elements of a kind in it the first counts. */
export function hearCall(el: Element, ctx: HandlerContext & { readonly stanza: Element }): void {
  const call = readCallElement(el);
  const isOwn = ctx.from.bare === ctx.self.bare;
  if (call === undefined || isOwn) return;
  heardOfPeer({ call, from: ctx.from, stanza: ctx.stanza, isCopy: false }, ctx);
}

/**
 * `accept`, by which clients without carbons tell the others of their account that they took a call
 * (version 0.3). It names no peer.
 */
export function hearAccept(el: Element, ctx: HandlerContext): void {
  const call = readCallElement(el);
  if (call === undefined || ctx.from.toString() === ctx.self.toString()) return;
  const theirs = [...ctx.facts('call').values()].find(
    ({ sid, by }) => sid === call.sid && by === 'peer',
  );
  if (theirs?.isTaken === true) return; // by us, or it was told already
  if (theirs !== undefined) learnCall(ctx, { ...theirs, isTaken: true, isElsewhere: true });
  const peer = theirs === undefined ? {} : { peer: theirs.peer };
  ctx.emit('jingleaccept', { sid: call.sid, from: ctx.from.toString(), ...peer });
}

/** A copy of what another client of the account sent or got (XEP-0280). */
export function hearCopy(ctx: HandlerContext & { readonly stanza: Element }): void {
  const carbon = readCarbon(ctx.stanza, ctx.self.toBare());
  if (carbon === undefined) return;
  const { message, direction } = carbon;
  const from = readJid(message.attrs['from'] as string | undefined); // attributes are strings
  const to = readJid(message.attrs['to'] as string | undefined);
  for (const child of message.children) {
    const call = typeof child === 'string' ? undefined : readCallElement(child);
    if (call === undefined || from === undefined) continue;
    if (direction === 'received') heardOfPeer({ call, from, stanza: message, isCopy: true }, ctx);
    else if (to !== undefined) heardOfOwn(call, from, to, ctx);
    return;
  }
}

/** The other side speaks. */
function heardOfPeer(heard: Heard, ctx: HandlerContext): void {
  const { call, from, isCopy } = heard;
  const { sid, type } = call;
  if (type === 'accept') return; // that is for their own clients
  if (type === 'propose') return heardProposal(heard, ctx);
  const content = contentOf(heard, ctx);
  if (type === 'ringing') {
    if (!isCopy) ctx.emit('jingleringing', content);
  } else if (type === 'proceed') {
    if (!isCopy) heardProceed(heard, content, ctx);
  } else {
    endCall(ctx, sid, from.bare);
    ctx.emit(`jingle${type}`, { ...content, by: 'peer' });
    ctx.emit('jingle_message', { ...content, type, by: 'peer' });
  }
}

type Content = v.InferOutput<typeof heardContent>;

function contentOf({ call, from, stanza }: Heard, ctx: HandlerContext): Content {
  const read = readMessage(stanza, ctx.self.toBare());
  const delay = read && messageContent(read, ctx).delay;
  const { sid, reason, isTieBreak, migratedTo } = call;
  return {
    sid,
    peer: from.toString(),
    ...(reason !== undefined && { reason }),
    ...(isTieBreak !== undefined && { isTieBreak }),
    ...(migratedTo !== undefined && { migratedTo }),
    ...(delay !== undefined && { delay }),
  };
}

function heardProposal(heard: Heard, ctx: HandlerContext): void {
  const { call, from } = heard;
  const { sid, descriptions = [] } = call;
  if (callOf(ctx, sid, from.bare) !== undefined) return; // heard already, by another way
  const content = contentOf(heard, ctx);
  const ours = content.delay === undefined ? proposalTo(ctx, from.bare) : undefined;
  if (ours !== undefined && lets(ours.sid, sid, ctx.self.bare, from.bare)) {
    // "The party that receives the <propose/> action with the higher of the two session IDs MUST
    // return a <reject/>" (section 4.1).
    ctx.send(callMessage(from.toString(), { type: 'reject', sid, ...tieBreak }));
    return;
  }
  const taken = takenCallWith(ctx, from.bare);
  learnCall(ctx, { sid, peer: from.bare, by: 'peer', at: ctx.now() });
  if (ours !== undefined) {
    // "… with the lower … MUST send a <retract/> message for the higher session ID".
    ctx.send(callMessage(from.bare, { type: 'retract', sid: ours.sid, ...tieBreak }));
    endCall(ctx, ours.sid, ours.peer);
    const over = { sid: ours.sid, peer: ours.peer, by: 'self', ...tieBreak } as const;
    ctx.emit('jingleretract', over);
    ctx.emit('jingle_message', { ...over, type: 'retract' });
  }
  ctx.emit('jinglepropose', {
    ...content,
    descriptions,
    media: mediaIn(descriptions),
    ...(taken !== undefined && { replaces: taken.sid }),
  });
}

const tieBreak = { reason: { condition: 'expired' }, isTieBreak: true } as const;

/** Whether ours goes on: the lower name, or the lower JID where the names are the same. */
const lets = (ours: string, theirs: string, self: string, peer: string): boolean =>
  ours === theirs ? isLowerJingleSid(self, peer) : isLowerJingleSid(ours, theirs);

const mediaIn = (descriptions: NonNullable<CallMessage['descriptions']>): string[] => [
  ...new Set(descriptions.flatMap((each) => (each.kind === 'rtp' ? [each.media] : []))),
];

/** One of their clients takes our call; a second one comes too late. */
function heardProceed({ call, from }: Heard, content: Content, ctx: HandlerContext): void {
  const ours = callOf(ctx, call.sid, from.bare);
  if (ours?.by !== 'self' || ours.isElsewhere === true) return;
  if (ours.taker !== undefined && ours.taker !== from.toString()) return;
  learnCall(ctx, { ...ours, isTaken: true, taker: from.toString() });
  ctx.emit('jingleproceed', content);
}

/** Another client of ours speaks to `to`. */
function heardOfOwn(call: CallMessage, from: Jid, to: Jid, ctx: HandlerContext): void {
  const { sid, type, reason, isTieBreak, migratedTo } = call;
  const peer = to.bare;
  const known = callOf(ctx, sid, peer);
  if (type === 'propose') {
    learnCall(ctx, { sid, peer, by: 'self', isElsewhere: true, at: ctx.now() });
  } else if (type === 'proceed') {
    const theirs = known ?? { sid, peer, by: 'peer', at: ctx.now() };
    learnCall(ctx, { ...theirs, isTaken: true, isElsewhere: true });
    ctx.emit('jingleaccept', { sid, from: from.toString(), peer });
  } else if (type === 'reject' || type === 'retract' || type === 'finish') {
    endCall(ctx, sid, peer);
    const content = {
      sid,
      peer: to.toString(),
      by: 'self',
      ...(reason !== undefined && { reason }),
      ...(isTieBreak !== undefined && { isTieBreak }),
      ...(migratedTo !== undefined && { migratedTo }),
    } as const;
    ctx.emit(`jingle${type}`, content);
    ctx.emit('jingle_message', { ...content, type });
  }
}
