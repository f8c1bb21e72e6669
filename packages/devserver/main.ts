/**
 * A server for a look around: `node packages/devserver/dist/main.js [port]`, with two friends; or for
 * a parent process that drives it.
 */
import { readArguments } from './cli/arguments.js';
import { obey } from './cli/commands.js';
import { historyIn } from './cli/history.js';
import { startDevServer } from './server.js';

const { options, whoIsThere, history } = readArguments(process.argv.slice(2));
const server = await startDevServer({
  ...options,
  ...(history !== undefined && historyIn(history)),
});
console.log(whoIsThere);

const stop = (): void => void server.close();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
process.on('SIGHUP', () => void server.restart().catch(console.error));

const tell = (message: object): void => void process.send?.(message);
process.on('message', (message) => void obey(server, message).then(tell));
process.once('disconnect', stop);
tell({ listening: server.url, port: server.port });
