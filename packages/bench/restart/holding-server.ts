/**
 * A devserver in a process of its own. It takes pings, and answers them when it is told to: until then
 * they are pending.
 */
import { startDevServer, type FaultFilter } from '@xec/devserver';

/** What it says once it listens. */
export interface HoldingServer {
  readonly url: string;
  readonly domain: string;
}

const sessions = Number(process.argv[2] ?? 0);
const accounts: Record<string, string> = {};
for (let user = 0; user < sessions; user += 1) accounts[`user${user}`] = 'secret';

const server = await startDevServer({ accounts, say: () => undefined });
const pongs: FaultFilter = {
  direction: 'out',
  stanza: (el) => el.is('iq') && el.attrs['type'] === 'result' && el.children.length === 0,
};
const release = server.faults.hold(pongs);

process.on('message', () => {
  release();
  process.send?.({});
});
process.once('disconnect', () => process.exit());
process.send?.({ url: server.url, domain: server.domain } satisfies HoldingServer);
