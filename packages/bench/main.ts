/** `npm run bench [-- <what> …]`: runs one of the measurements, or all that the report has. */
import { cases } from './cases/index.js';

/** Those with figures and arguments of their own. */
const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  journals: () => import('./journals-main.js'),
  restart: () => import('./restart-main.js'),
  sessions: () => import('./sessions-main.js'),
  soak: () => import('./soak-main.js'),
};

const [command = ''] = process.argv.slice(2);
const run = commands[command];
if (run !== undefined) {
  process.argv.splice(2, 1); // the rest is the command's own
  await run();
} else if (
  command === '' ||
  command.startsWith('--') ||
  cases.some(({ name }) => name === command)
) {
  await import('./cases-main.js');
} else {
  const names = [...cases.map(({ name }) => name), ...Object.keys(commands)];
  console.error(`expected one of ${names.join(', ')}, got "${command}"`);
  process.exitCode = 2;
}
