import { Hono, type Context } from 'hono';
import { accepts } from 'hono/accepts';
import { encodings, type Encoding, type PageFile } from './page-files.js';

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

async function send(ctx: Context, file: PageFile | undefined): Promise<Response> {
  if (file === undefined) return ctx.text('there is nothing here', 404);
  const encoding = file.isPackable ? encodingFor(ctx) : undefined;
  const etag = `"${encoding === undefined ? file.etag : `${file.etag}-${encoding}`}"`;
  // Names of assets change with their content; the page itself is asked for each time.
  const isAsset = ctx.req.path.startsWith('/assets/');
  ctx.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.header('etag', etag);
  if (file.isPackable) ctx.header('vary', 'accept-encoding');
  if (ctx.req.header('if-none-match') === etag) return ctx.body(null, 304);
  ctx.header('content-type', file.type);
  if (encoding === undefined) return ctx.body(file.body);
  ctx.header('content-encoding', encoding);
  return ctx.body(await file.packed(encoding));
}

/** The best way to pack that whoever asks can unpack. */
function encodingFor(ctx: Context): Encoding | undefined {
  const found = accepts(ctx, {
    header: 'Accept-Encoding',
    supports: [...encodings],
    default: '',
    match: (given) =>
      encodings.find((each) => given.some(({ type, q }) => type === each && q > 0)) ?? '',
  });
  return encodings.find((each) => each === found);
}
