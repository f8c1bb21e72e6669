/**
 * What the gateway says over HTTP: the page, who there is, signing in and out.
 */
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import * as v from 'valibot';
import type { Account } from './account.js';
import type { Doors } from './doors.js';
import type { PageFile } from './page-files.js';
import type { SignIns } from './sign-ins.js';

/** What the routes need. */
export interface HttpOptions {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly signIns: SignIns;
  readonly doors: Doors;
  readonly signInMs: number;
  readonly files: ReadonlyMap<string, PageFile>;
}

const signInRequest = v.object({ person: v.string() });

export function makeHttp({ accounts, signIns, doors, signInMs, files }: HttpOptions): Hono {
  const app = new Hono();
  app.use(async (ctx, next) => {
    // A name that somebody else's server resolves to this machine is not ours.
    if (!doors.isOurHost(ctx.req.header('host'))) return ctx.text('wrong host', 421);
    return next();
  });
  app.use(headers(doors));
  app.use(bodyLimit({ maxSize: 4096 }));
  app.use(async (ctx, next) => {
    if (ctx.req.method === 'POST' && !doors.isOurOrigin(ctx.req.header('origin'))) {
      return ctx.json({ error: 'this did not come from our page' }, 403);
    }
    return next();
  });

  app.get('/api/people', (ctx) =>
    ctx.json([...accounts.values()].map(({ person: { id, name } }) => ({ id, name }))),
  );

  app.post('/api/sign-in', async (ctx) => {
    const body = v.safeParse(signInRequest, await ctx.req.json().catch(() => undefined));
    const account = body.success ? accounts.get(body.output.person) : undefined;
    if (account === undefined) return ctx.json({ error: 'there is nobody of that name' }, 404);
    const { id, name } = account.person;
    setCookie(ctx, doors.cookie, signIns.begin(id), {
      path: `/as/${id}`,
      httpOnly: true,
      sameSite: 'Strict',
      maxAge: Math.floor(signInMs / 1000),
    });
    return ctx.json({ id, name });
  });

  /** Who the browser is signed in as, below that person's address. */
  const signIn = (ctx: Context) => {
    const found = signIns.find(getCookie(ctx, doors.cookie));
    return found?.person === ctx.req.param('person') ? found : undefined;
  };

  app.get('/as/:person/me', (ctx) => {
    const person = accounts.get(signIn(ctx)?.person ?? '')?.person;
    if (person === undefined) return ctx.json({ error: 'not signed in' }, 401);
    return ctx.json({ id: person.id, name: person.name });
  });

  app.post('/as/:person/sign-out', (ctx) => {
    const found = signIn(ctx);
    if (found !== undefined) {
      signIns.end(found);
      accounts.get(found.person)?.signOut(found.key);
      deleteCookie(ctx, doors.cookie, { path: `/as/${found.person}` });
    }
    return ctx.body(null, 204);
  });

  app.get('/', (ctx) => send(ctx, files.get('/index.html')));
  app.get('/as/:person', (ctx) => send(ctx, files.get('/index.html')));
  app.get('*', (ctx) => send(ctx, files.get(ctx.req.path)));
  return app;
}

/** Nothing but our own files runs, and nobody may frame the page. */
const headers = (doors: Doors) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      // Not every browser counts the socket of its own origin as 'self'.
      connectSrc: ["'self'", () => doors.socketOrigins.join(' ')],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['lit-html'],
    },
    // The gateway speaks clear text, to this machine only.
    strictTransportSecurity: false,
    referrerPolicy: 'no-referrer',
  });

function send(ctx: Context, file: PageFile | undefined): Response | Promise<Response> {
  if (file === undefined) return ctx.text('there is nothing here', 404);
  const { body, type, etag } = file;
  // Names of assets change with their content; the page itself is asked for each time.
  const isAsset = ctx.req.path.startsWith('/assets/');
  ctx.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.header('etag', etag);
  if (ctx.req.header('if-none-match') === etag) return ctx.body(null, 304);
  ctx.header('content-type', type);
  return ctx.body(body);
}
