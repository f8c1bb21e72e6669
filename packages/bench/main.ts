/** `npm run bench -- <what> …`: runs one of the measurements. */
const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  journals: () => import('./journals-main.js'),
  restart: () => import('./restart-main.js'),
  sessions: () => import('./sessions-main.js'),
};

const [command = ''] = process.argv.splice(2, 1); // the rest is the command's own
const run = commands[command];
if (run === undefined) {
  console.error(`expected one of ${Object.keys(commands).join(', ')}, got "${command}"`);
  process.exitCode = 2;
} else await run();
