import { Hono, type Context } from 'hono';
import type { PageFile } from './page-files.js';

/** The page and its files. */
export function makePage(files: ReadonlyMap<string, PageFile>): Hono {
  const app = new Hono();
  app.get('/', (ctx) => send(ctx, files.get('/index.html')));
  app.get('/as/:person', (ctx) => send(ctx, files.get('/index.html')));
  app.get('/inspector', (ctx) => send(ctx, files.get('/inspector.html')));
  app.get('/admin', (ctx) => send(ctx, files.get('/admin.html')));
  app.get('*', (ctx) => send(ctx, files.get(ctx.req.path)));
  return app;
}

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
