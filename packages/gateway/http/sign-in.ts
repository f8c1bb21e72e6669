/**
 * Signing in and out over HTTP.
 */
import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Log } from '@xec/xec';
import * as v from 'valibot';
import { addressName, type Attempts } from '../accounts/attempts.js';
import type { Account } from '../accounts/account.js';
import { accountOf, type Accounts } from '../accounts/accounts.js';
import { SignInRefused } from '../accounts/refusal.js';
import type { SignIn, SignIns } from '../accounts/sign-ins.js';
import type { Doors } from './doors.js';
import type { GatewayEnv } from './env.js';

/** What signing in needs. */
export interface SignInOptions {
  readonly accounts: Accounts;
  readonly signIns: SignIns;
  readonly doors: Doors;
  readonly signInMs: number;
  /** Attempts by account, and by address. */
  readonly attempts: { readonly account: Attempts; readonly address: Attempts };
  readonly log: Log;
  /** Where pages may hold sessions of their own: addresses of WebSockets. */
  readonly connect: readonly string[];
  /** Hears how it went: `ok`, or the condition. */
  signedIn?(outcome: string): void;
}

const secret = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024));
const signInRequest = v.union([
  v.strictObject({ person: v.string() }),
  v.strictObject({
    jid: v.pipe(v.string(), v.nonEmpty(), v.maxLength(3071)),
    password: secret,
    /** Whether the browser keeps the cookie when it is closed. */
    stays: v.optional(v.boolean(), true),
  }),
]);

export function makeSignIn(options: SignInOptions): Hono<GatewayEnv> {
  const { accounts, signIns, doors } = options;
  const app = new Hono<GatewayEnv>();

  const people = () => accounts.people.map(({ id, name }) => ({ id, name }));

  app.get('/api/people', (ctx) => ctx.json(people()));

  app.get('/api/sign-in', (ctx) => {
    const services = options.connect;
    return ctx.json({ people: people(), domains: accounts.domains, services });
  });

  app.post('/api/sign-in', async (ctx) => {
    const body = v.safeParse(signInRequest, await ctx.req.json().catch(() => undefined));
    if (!body.success) return ctx.json({ error: 'expected a person, or jid and password' }, 400);
    if ('person' in body.output) {
      const { person } = body.output;
      if (!accounts.isPerson(person))
        return ctx.json({ error: 'there is nobody of that name' }, 404);
      return begin(ctx, accounts.get(person), true, options);
    }
    try {
      const account = await checked(ctx, body.output.jid, body.output.password, options);
      options.signedIn?.('ok');
      return begin(ctx, account, body.output.stays, options);
    } catch (error) {
      return refuse(ctx, error, options);
    }
  });

  /** Who the browser is signed in as, below that person's address. */
  const signIn = (ctx: Context<GatewayEnv>): SignIn | undefined => {
    const found = signIns.find(getCookie(ctx, doors.cookie));
    return found?.person === ctx.req.param('person') ? found : undefined;
  };

  app.get('/as/:person/me', (ctx) => {
    const found = signIn(ctx);
    const person = accounts.get(found?.person ?? '')?.person;
    if (found === undefined || person === undefined) {
      return ctx.json({ error: 'not signed in' }, 401);
    }
    return ctx.json({ id: person.id, name: person.name, stays: found.stays });
  });

  app.post('/as/:person/ticket', (ctx) => {
    const found = signIn(ctx);
    if (found === undefined || accounts.get(found.person) === undefined) {
      return ctx.json({ error: 'not signed in' }, 401);
    }
    ctx.header('cache-control', 'no-store');
    return ctx.json({ ticket: signIns.ticket(found) });
  });

  app.post('/as/:person/sign-out', (ctx) => {
    const found = signIn(ctx);
    if (found !== undefined) {
      signIns.end(found);
      accounts.get(found.person)?.signOut(found.key);
      leave(ctx, found);
    }
    return ctx.body(null, 204);
  });

  app.post('/as/:person/sign-out-everywhere', (ctx) => {
    const found = signIn(ctx);
    if (found !== undefined) {
      signIns.endAll(found.person);
      accounts.get(found.person)?.closeTabs(4401, 'signed out');
      leave(ctx, found);
    }
    return ctx.body(null, 204);
  });

  const leave = (ctx: Context<GatewayEnv>, { person }: SignIn): void => {
    accounts.signedOut(person);
    deleteCookie(ctx, doors.cookie, { path: `/as/${person}` });
  };

  return app;
}

/** Gives the browser its token. */
function begin(
  ctx: Context<GatewayEnv>,
  account: Account | undefined,
  stays: boolean,
  options: SignInOptions,
): Response {
  const { accounts, signIns, doors, signInMs } = options;
  if (account === undefined) return ctx.json({ error: 'there is nobody of that name' }, 404);
  const { id, name } = account.person;
  setCookie(ctx, doors.cookie, signIns.begin(id, stays), {
    path: `/as/${id}`,
    httpOnly: true,
    sameSite: 'Strict',
    secure: doors.isSecure(ctx.req.header('host')),
    // Without an age it goes when the browser does.
    ...(stays && { maxAge: Math.floor(signInMs / 1000) }),
  });
  accounts.rest(id); // until its tab comes
  return ctx.json({ id, name });
}

/** @throws SignInRefused */
async function checked(
  ctx: Context<GatewayEnv>,
  jid: string,
  password: string,
  { accounts, doors, attempts }: SignInOptions,
): Promise<Account> {
  const peer = ctx.env.incoming?.socket.remoteAddress;
  const address = addressName(doors.addressOf(peer, ctx.req.header('x-forwarded-for')));
  const name = accountOf(jid)?.bare ?? 'no account';
  const waitMs = attempts.address.take(address) || attempts.account.take(name);
  if (waitMs > 0) {
    const text = 'Too many attempts to sign in. Try again later.';
    throw new SignInRefused(429, 'policy-violation', text, waitMs);
  }
  const account = await accounts.signIn(jid, password);
  attempts.account.giveBack(name);
  return account;
}

function refuse(ctx: Context<GatewayEnv>, error: unknown, options: SignInOptions): Response {
  const refusal =
    error instanceof SignInRefused
      ? error
      : new SignInRefused(503, 'internal-server-error', 'The gateway has a fault.');
  if (refusal !== error)
    options.log.error('gateway-fault', { where: 'sign-in', message: String(error) });
  const { status, condition, message, retryMs } = refusal;
  options.signedIn?.(condition);
  options.log.info('sign-in-refused', { condition });
  if (retryMs !== undefined) ctx.header('retry-after', String(Math.ceil(retryMs / 1000)));
  return ctx.json({ error: message, condition }, status);
}
