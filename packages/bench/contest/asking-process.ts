/** Xec, with many requests that nobody answers, and some more that are answered. */
import { createClient, memoryJournal } from '@xec/client';
import { Log, PingEntity, PingServer, ping } from '@xec/xec';
import { DOMAIN } from '../corpus/index.js';
import { runRound, type RoundPlan } from '../journals/round.js';
import { SILENT } from '../server/world.js';

/** What the process is told. */
export interface AskingSetup {
  readonly service: string;
  /** How many requests wait all the time. */
  readonly pending: number;
}

const { service, pending } = JSON.parse(process.argv[2] ?? '') as AskingSetup; // the parent's own
const AT_ONCE = 500;

const client = createClient({
  jid: `juliet@${DOMAIN}`,
  password: 'secret',
  allowPlain: true,
  service,
  features: [ping],
  session: 'bench',
  journal: memoryJournal(),
  limits: { pending: pending + 10_000 },
  log: new Log({ level: 'error', sink: (line) => console.error(JSON.stringify(line)) }),
});
await client.connect();
for (let asked = 0; asked < pending; asked += AT_ONCE) {
  const count = Math.min(AT_ONCE, pending - asked);
  await Promise.all(Array.from({ length: count }, () => askInVain()));
}
process.on('message', (plan: RoundPlan) => {
  void runRound(() => client.request(new PingServer()), plan).then((figures) => {
    if (client.pending.length < pending) throw new Error('expected all of them to wait still');
    process.send?.(figures);
  });
});
process.once('disconnect', () => process.exit());
process.send?.('ready');

function askInVain(): Promise<string> {
  return client.dispatch(new PingEntity({ jid: SILENT }), { timeoutMs: 3_600_000 });
}
