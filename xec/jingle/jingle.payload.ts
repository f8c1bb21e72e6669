import { NS_JINGLE, readJingle, type Element, type Jingle } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { endCall } from './calls.js';
import { objectionIn, objectionToNew, refuse } from './judge.js';
import { forgetSession, learnSession, mediaOf, sessionOf } from './sessions.js';

type Context = PayloadContext<'Jingle'>;

/**
 * What the peers of sessions ask (XEP-0166). It is judged before it is told: who may know that we are
 * here begins a session, and nobody but its peer speaks for it. That it was heard is answered at once;
 * whether it is wanted is for the application to say, by a request of its own.
 */
@payload('Jingle', { name: 'jingle', xmlns: NS_JINGLE, under: 'iq', types: ['set'], from: 'any' })
export class JingleReceived extends Payload<'Jingle'> {
  override handle(el: Element, ctx: Context): void {
    const jingle = readJingle(el);
    if (jingle === undefined) return refuse(ctx, 'bad-request');
    const objection =
      jingle.action === 'session-initiate' ? objectionToNew(jingle, ctx) : objectionOf(jingle, ctx);
    if (objection !== undefined) return refuse(ctx, objection);
    note(jingle, ctx);
    tell(jingle, ctx);
    ctx.reply();
  }
}

function objectionOf(jingle: Jingle, ctx: Context) {
  const session = sessionOf(ctx, namesOf(jingle, ctx));
  return session === undefined ? 'unknown-session' : objectionIn(session, jingle);
}

const namesOf = ({ sid }: Jingle, ctx: Context) => ({ to: ctx.from.toString(), sid });

/** What the session is from now on. */
function note(jingle: Jingle, ctx: Context): void {
  const names = namesOf(jingle, ctx);
  const { action, sid } = jingle;
  if (action === 'session-initiate') {
    learnSession(ctx, {
      sid,
      peer: names.to,
      self: ctx.self.toString(),
      role: 'responder',
      state: 'pending',
      at: ctx.now(),
      media: mediaOf(jingle),
    });
  } else if (action === 'session-accept') {
    const session = sessionOf(ctx, names);
    if (session !== undefined) learnSession(ctx, { ...session, state: 'active' });
  } else if (action === 'session-terminate') {
    forgetSession(ctx, names);
    endCall(ctx, sid, ctx.from.bare);
  }
}

const methods = {
  'content-accept': 'contentaccept',
  'content-add': 'contentadd',
  'content-modify': 'contentmodify',
  'content-reject': 'contentreject',
  'content-remove': 'contentremove',
  'description-info': 'descriptioninfo',
  'session-accept': 'sessionaccept',
  'session-initiate': 'sessioninitiate',
  'transport-info': 'transportinfo',
} as const;

function tell(jingle: Jingle, ctx: Context): void {
  const { action, sid, contents, groups, reason, info } = jingle;
  const told = { sid, peer: ctx.from.toString(), ...(reason !== undefined && { reason }) };
  if (action === 'session-terminate') {
    ctx.deliver('sessionterminate', told);
    ctx.deliver('message', { ...told, type: 'terminate', by: 'peer' });
  } else if (info?.type === 'mute' || info?.type === 'unmute') {
    const { type, ...which } = info;
    ctx.deliver(type === 'mute' ? 'sessionmute' : 'sessionunmute', { ...told, ...which });
  } else if (info !== undefined) {
    ctx.deliver('sessioninfo', { ...told, type: info.type });
  } else if (Object.hasOwn(methods, action)) {
    const method = methods[action as keyof typeof methods]; // it is one: just looked up
    ctx.deliver(method, { ...told, contents, groups });
  }
}
