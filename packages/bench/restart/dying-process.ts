/** Brings sessions online, asks what gets no answer, says so, and waits for its death. */
import { sqliteJournal } from '@xec/journal-sqlite';
import { PingServer } from '@xec/xec';
import { forEachOf, makeClients, type RestartSetup } from './sessions.js';

const setup = JSON.parse(process.argv[2] ?? '') as RestartSetup; // the parent's own
const { file, sessions, pending, atOnce } = setup;
const clients = makeClients(setup, sqliteJournal({ file }));
await forEachOf(clients, atOnce, async (client, index) => {
  await client.connect();
  const own =
    Math.floor(((index + 1) * pending) / sessions) - Math.floor((index * pending) / sessions);
  await Promise.all(Array.from({ length: own }, () => client.dispatch(new PingServer())));
});
process.send?.('all of it is pending');
process.once('disconnect', () => process.exit());
