/**
 * What the gateway says over HTTP: health, signing in and out, what administrators ask for, the page.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { EntryView } from '../admin/view-types.js';
import type { Doors } from './doors.js';
import type { GatewayEnv } from './env.js';
import { makePage } from './page.js';
import type { PageFile } from './page-files.js';
import { pageHeaders } from './page-headers.js';
import { makeSignIn, type SignInOptions } from './sign-in.js';

/** What the routes need. */
export interface HttpOptions extends SignInOptions {
  readonly doors: Doors;
  readonly files: ReadonlyMap<string, PageFile>;
  /** Origins that the page may connect to beside our own. */
  readonly connect: readonly string[];
  /** For who looks after the process: it asks under whatever name it likes. */
  readonly health: Hono;
  /** For administrators, where there are any. */
  readonly admin: Hono<GatewayEnv> | undefined;
}

/** The largest stanza that an administrator may send. */
const ADMIN_BODY = 262_144;

export function makeHttp(options: HttpOptions): Hono<GatewayEnv> {
  const { doors, files, health, admin, connect } = options;
  const app = new Hono<GatewayEnv>();
  app.route('/', health);
  app.use(async (ctx, next) => {
    // A name that somebody else's server resolves to this machine is not ours.
    if (!doors.isOurHost(ctx.req.header('host'))) return ctx.text('wrong host', 421);
    return next();
  });
  app.use(pageHeaders(doors, connect));
  if (admin !== undefined) {
    app.use('/api/admin/*', bodyLimit({ maxSize: ADMIN_BODY }));
    app.use('/api/inspector/*', bodyLimit({ maxSize: ADMIN_BODY }));
    app.route('/', admin);
  } else {
    app.get('/api/admin/entry', (ctx) => ctx.json<EntryView>({ entry: 'none', isIn: false }));
  }
  app.use(bodyLimit({ maxSize: 8192 }));
  app.use(async (ctx, next) => {
    if (ctx.req.method === 'POST' && !doors.isOurOrigin(ctx.req.header('origin'))) {
      return ctx.json({ error: 'this did not come from our page' }, 403);
    }
    return next();
  });
  app.route('/', makeSignIn(options));
  app.route('/', makePage(files));
  return app;
}
