/**
 * What all requests in a session have in common.
 */
import {
  iqSet,
  jingleElement,
  jingleParties,
  type Jingle,
  type JingleAction,
  type XmlElement,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  errorContent,
  jid,
  type ActionError,
  type BuildContext,
  type FactChange,
  type HandlerContext,
} from '../core/index.js';
import { jingleContents, jingleGroups, jingleReasonSchema, jingleSid } from './schema.js';
import {
  forgetSession,
  learnSession,
  mustHaveSession,
  sessionChange,
  sessionOf,
} from './sessions.js';

/** Which session: its name, and its peer with the resource. */
export const sessionNames = { to: jid, sid: jingleSid };

const someContents = v.pipe(jingleContents, v.minLength(1, 'expected a content, got none'));

/** A session and contents of it. */
export const contentParams = v.object({
  ...sessionNames,
  contents: someContents,
  groups: v.exactOptional(jingleGroups),
  reason: v.exactOptional(jingleReasonSchema),
});
export type ContentParams = v.InferOutput<typeof contentParams>;

/** A session, and which content of it. */
export const muteParams = v.object({
  ...sessionNames,
  /** All without it. */
  name: v.exactOptional(v.string()),
  /** Who described that content first. Default: the initiator. */
  creator: v.exactOptional(v.picklist(jingleParties)),
});
export type MuteParams = v.InferOutput<typeof muteParams>;

/** What packets tell of a request that was answered. */
export const askedContent = v.object({ sid: jingleSid, peer: jid });

/** What packets tell of one that was refused. */
export const refusedContent = v.object({ ...askedContent.entries, ...errorContent.entries });

/** Which session: its name, and its peer with the resource. */
export interface NamedSession {
  readonly to: string;
  readonly sid: string;
}

/** The packet's content. */
export const asked = ({ to, sid }: NamedSession): v.InferOutput<typeof askedContent> => ({
  sid,
  peer: to,
});

export const refused = (
  named: NamedSession,
  error: ActionError,
): v.InferOutput<typeof refusedContent> => ({ ...asked(named), ...v.parse(errorContent, error) });

/** What is said of muted contents; nothing: of all. */
export const muteInfo = (type: 'mute' | 'unmute', { name, creator }: MuteParams) => ({
  type,
  ...(name !== undefined && { name }),
  creator: creator ?? ('initiator' as const),
});

/**
 * The iq for the peer of a session that runs.
 *
 * @throws Error where there is no such session
 */
export function inSession(
  ctx: BuildContext,
  action: JingleAction,
  { to, sid, ...parts }: NamedSession & Partial<Jingle>,
): XmlElement {
  mustHaveSession(ctx, { to, sid }, `a ${action}`);
  return iqSet(to, jingleElement({ ...parts, action, sid }));
}

/** Notes that it was asked: who began the session has its way where both ask the same (section 7.2.16). */
export function noteAsked(
  ctx: BuildContext,
  action: JingleAction,
  named: NamedSession,
): FactChange[] {
  const session = sessionOf(ctx, named);
  if (session === undefined) return [];
  return [sessionChange(named, { ...session, asked: [...(session.asked ?? []), action] })];
}

/** Notes that it was answered. */
export function noteAnswered(ctx: HandlerContext, action: JingleAction, named: NamedSession): void {
  const session = sessionOf(ctx, named);
  if (session?.asked === undefined) return;
  const { asked: all, ...rest } = session;
  const left = all.filter((_, at) => at !== all.indexOf(action));
  learnSession(ctx, left.length === 0 ? rest : { ...rest, asked: left });
}

/** The peer does not know the session (any more): nor do we. */
export function lostSession(
  ctx: HandlerContext,
  named: NamedSession,
  error: ActionError,
): v.InferOutput<typeof refusedContent> {
  forgetSession(ctx, named);
  return refused(named, error);
}
