/**
 * A process with one session, on a journal in a file: does what it is told, says what it sees, and dies
 * where it is to die.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createClient } from '@xec/client';
import { sqliteJournal } from '@xec/journal-sqlite';
import { Log, type AnyPacket } from '@xec/xec';
import { Ask, Order, probe } from '../probe/index.js';
import { Death } from './death.js';
import type { ChildSettings, Command, Word } from './words.js';

const STDOUT = 1;

const say = (word: Word): void => {
  writeSync(STDOUT, `${JSON.stringify(word)}\n`);
};

const settings = JSON.parse(process.argv[2] ?? '') as ChildSettings; // of the test that started us
const death = new Death();
if (settings.arm !== undefined) death.arm(settings.arm);
const client = createClient({
  jid: settings.jid,
  password: settings.password,
  service: settings.service,
  session: 'child',
  journal: sqliteJournal({ file: settings.file }),
  runtime: death.runtime(),
  features: [probe],
  log: new Log({
    level: 'warn',
    sink: ({ event }) => {
      if (event === 'session-left') say({ say: 'left' });
    },
  }),
  takeOver: settings.takeOver ?? false,
  limits: { ackAfter: 1 },
  backoff: { baseMs: 20 },
  onFault: (fault, where) => {
    say({ say: 'fault', where, text: String(fault) });
  },
});

const see =
  (by: 'live' | 'named') =>
  ({ seq, key, content }: AnyPacket): void => {
    say({ say: 'seen', by, seq, key, n: (content as { n: number }).n }); // of the probe's packets
  };
client.packets.subscribeAny('probe*', see('live'));
client.packets.subscribeAny('probe*', see('named'), { name: 'child' });

function order(n: number): void {
  client.dispatch(new Order({ n }), { timeoutMs: 30_000 }).then(
    () => {
      say({ say: 'accepted', n });
    },
    (error: unknown) => {
      say({ say: 'settled', n, how: String(error) });
    },
  );
}

async function settle(n: number): Promise<void> {
  try {
    await client.request(new Order({ n }));
    say({ say: 'settled', n, how: 'ok' });
  } catch (error) {
    say({ say: 'settled', n, how: String(error) });
  }
}

async function obey(command: Command): Promise<void> {
  switch (command.do) {
    case 'order':
      if (command.arm !== undefined) death.arm(command.arm);
      order(command.n);
      break;
    case 'request':
      await settle(command.n);
      break;
    case 'ask':
      await client.request(new Ask({ n: command.n }));
      break;
    case 'pending':
      say({ say: 'pending', ids: client.pending });
      break;
    case 'suspend':
      await client.suspend();
      process.exit(0);
  }
}

const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => void obey(JSON.parse(line) as Command));
// Who started us has gone.
commands.once('close', () => process.exit(1));

for (const n of settings.orders ?? []) order(n);
await client.connect();
say({ say: 'online', isResumed: 'resumed' in client.state });
