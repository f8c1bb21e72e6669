/**
 * What `npm start` runs: the demo, until Ctrl-C, SIGTERM, or the end of the npm that started it.
 */
import { fileURLToPath } from 'node:url';
import { startDemo, type Demo } from './demo.js';
import { startOptions } from './start-options.js';
import { startService } from './start-service.js';
import { watchParent } from './watch-parent.js';

/** Where tools of a checkout keep what may be deleted; this runs from packages/demo/dist. */
const usualJournal = fileURLToPath(
  new URL('../../../node_modules/.cache/xec-demo/journal.xec', import.meta.url),
);

/** Whoever stops twice, or waits so long, does not want to wait for a goodbye. */
const PATIENCE_MS = 3000;

let demo: { readonly url: string; close(): Promise<void> } | undefined;
let isStopping = false;

function stop(): void {
  if (isStopping) process.exit(1);
  isStopping = true;
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  const closed = demo?.close() ?? Promise.resolve();
  closed.then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** How to do without the gateway. Passwords are made for this run, and the server ends with it. */
function withoutGateway({ url, server, passwords }: Demo): string {
  const query = new URLSearchParams({ via: 'direct', jid: `juliet@${server.domain}` });
  query.set('service', server.url);
  return `Without the gateway: ${url}?${query.toString()} with the password ${passwords['juliet'] ?? ''}`;
}

/** Where one sees what happens behind the page; with a token where not everybody may. */
function behindThePage(url: string, token?: string): string {
  const hash = token === undefined ? '' : `#${token}`;
  return `Behind the page: ${url}inspector${hash} and ${url}admin${hash}`;
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
if (process.env['npm_lifecycle_event'] !== undefined) watchParent(stop);

try {
  const { service, domains, ...options } = startOptions(
    process.argv.slice(2),
    process.env,
    usualJournal,
  );
  if (service === undefined) {
    const play = await startDemo(options);
    demo = play;
    console.log('Juliet and Romeo are there, and Friar Laurence answers. Ctrl-C stops everything.');
    console.log(withoutGateway(play));
    console.log(behindThePage(play.url));
  } else {
    const page = await startService({ ...options, service, domains });
    demo = page;
    const whose = domains.map((domain) => `@${domain}`).join(', ');
    console.log(`Accounts that end with ${whose} sign in with their password, at ${service}.`);
    console.log(behindThePage(page.url, page.gateway.adminToken));
  }
  console.log(`Xec is at ${demo.url}`);
} catch (error) {
  fail(error);
}
