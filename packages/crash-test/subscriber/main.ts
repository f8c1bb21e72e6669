/**
 * A process whose subscriber keeps an application's database: made to be killed.
 */
import { createClient } from '@xec/client';
import { sqliteJournal } from '@xec/journal-sqlite';
import { silentLog } from '@xec/xec';
import { crash } from '../workload/index.js';
import { Notes } from './notes.js';

/** What the process is told on its command line. */
export interface SubscriberSettings {
  readonly jid: string;
  readonly password: string;
  readonly service: string;
  readonly session: string;
  readonly journal: string;
  readonly notes: string;
}

const settings = JSON.parse(process.argv[2] ?? '') as SubscriberSettings; // the test's own
const { jid, password, service, session } = settings;
const notes = new Notes(settings.notes);
const journal = sqliteJournal({ file: settings.journal });
const client = createClient({
  jid,
  password,
  service,
  session,
  journal,
  takeOver: true,
  features: [crash],
  log: silentLog,
});
client.packets.subscribe(
  'crashtold',
  ({ seq, content }) => {
    notes.add({ session, seq, id: content.id });
    process.send?.({ noted: seq });
  },
  { name: 'notes', since: 0 },
);

process.once('SIGTERM', () => {
  void client
    .suspend()
    .then(() => journal.close())
    .then(() => process.exit(0));
});
// Who was forked ends with its parent.
process.once('disconnect', () => process.exit(1));
await client.connect();
process.send?.({ online: true });
