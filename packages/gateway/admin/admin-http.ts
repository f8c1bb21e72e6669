/**
 * What administrators ask for over HTTP: numbers, sessions, the end.
 */
import { Hono, type Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Accounts } from '../accounts/accounts.js';
import { addressName, type Attempts } from '../accounts/attempts.js';
import type { Doors } from '../http/doors.js';
import type { GatewayEnv } from '../http/env.js';
import type { Vitals } from '../inspector/vitals.js';
import type { Health } from '../operations/health.js';
import type { Metrics } from '../operations/metrics.js';
import type { AdminDoor } from './admin-door.js';
import type { EntryView } from './view-types.js';
import { overview, pendingViews, sessionViews } from './views.js';

/** What administrators reach. */
export interface AdminHttpOptions {
  readonly door: AdminDoor;
  readonly doors: Doors;
  readonly accounts: Accounts;
  readonly vitals: Vitals;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly attempts: Attempts;
  /** More that only administrators reach. */
  readonly inspector: Hono;
}

const MOST_PENDING = 1000;
const tokenRequest = v.strictObject({
  /** Absent where nobody is asked for it. */
  token: v.exactOptional(v.pipe(v.string(), v.maxLength(1024))),
});

export function makeAdmin(options: AdminHttpOptions): Hono<GatewayEnv> {
  const { door, doors, accounts, vitals, health, metrics, inspector } = options;
  const app = new Hono<GatewayEnv>();
  app.get('/api/admin/entry', (ctx) => {
    ctx.header('cache-control', 'no-store');
    const isIn = door.hasCookie(ctx.req.header('cookie'));
    return ctx.json<EntryView>({ entry: door.isOpen ? 'open' : 'token', isIn });
  });
  app.post('/api/admin/sign-in', (ctx) => signIn(ctx, options));
  for (const path of ['/api/admin/*', '/api/inspector/*', '/metrics']) {
    app.use(path, async (ctx, next) => {
      ctx.header('cache-control', 'no-store');
      if (door.hasToken(ctx.req.header('authorization'))) return next();
      if (!door.hasCookie(ctx.req.header('cookie'))) {
        return ctx.json({ error: 'expected an administrator' }, 401);
      }
      if (ctx.req.method === 'GET' || doors.isOurOrigin(ctx.req.header('origin'))) return next();
      return ctx.json({ error: 'this did not come from our page' }, 403);
    });
  }
  app.get('/metrics', async (ctx) => {
    ctx.header('content-type', metrics.registry.contentType);
    return ctx.body(await metrics.registry.metrics());
  });
  app.post('/api/admin/sign-out', (ctx) => {
    door.end();
    deleteCookie(ctx, door.cookie, { path: '/api' });
    return ctx.body(null, 204);
  });
  app.get('/api/admin/overview', async (ctx) =>
    ctx.json(await overview(accounts, vitals, health.journals(), Date.now())),
  );
  app.get('/api/admin/sessions', (ctx) => ctx.json(sessionViews(accounts)));
  app.get('/api/admin/pending', (ctx) =>
    ctx.json(pendingViews(accounts, vitals, Date.now()).slice(0, MOST_PENDING)),
  );
  app.post('/api/admin/drain', async (ctx) => {
    await accounts.drain();
    return ctx.body(null, 204);
  });
  app.post('/api/admin/sessions/:id/disconnect', async (ctx) => {
    const isThere = await accounts.disconnect(ctx.req.param('id'));
    if (!isThere) return ctx.json({ error: 'there is no such session' }, 404);
    return ctx.body(null, 204);
  });
  app.route('/', inspector);
  return app;
}

/** Gives an administrator's browser its cookie. */
async function signIn(
  ctx: Context<GatewayEnv>,
  { door, doors, attempts }: AdminHttpOptions,
): Promise<Response> {
  if (!doors.isOurOrigin(ctx.req.header('origin'))) {
    return ctx.json({ error: 'this did not come from our page' }, 403);
  }
  const peer = ctx.env.incoming?.socket.remoteAddress;
  const address = doors.addressOf(peer, ctx.req.header('x-forwarded-for'));
  if (attempts.take(addressName(address)) > 0) {
    return ctx.json({ error: 'too many attempts' }, 429);
  }
  const body = v.safeParse(tokenRequest, await ctx.req.json().catch(() => undefined));
  const isKnown =
    body.success &&
    (body.output.token === undefined ? door.isOpen : door.isToken(body.output.token));
  if (!isKnown) {
    return ctx.json({ error: 'this is not the token' }, 401);
  }
  setCookie(ctx, door.cookie, door.begin(), {
    path: '/api',
    httpOnly: true,
    sameSite: 'Strict',
    secure: doors.isSecure(ctx.req.header('host')),
  });
  return ctx.body(null, 204);
}
