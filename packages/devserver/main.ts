/**
 * A server for a look around: `node packages/devserver/dist/main.js [port]`, with two friends.
 */
import { startDevServer } from './server.js';

const accounts = { alice: 'secret', bob: 'secret' };
const server = await startDevServer({
  port: Number(process.argv[2] ?? 5280),
  accounts,
  roster: { alice: ['bob'], bob: ['alice'] },
  anonymous: true,
});
console.log('accounts: alice and bob, both with the password "secret"');

const stop = (): void => void server.close();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
