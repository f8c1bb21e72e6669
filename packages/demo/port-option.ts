/**
 * The port that was asked for: `--port 8080`, `--port=8080`, or the variable `PORT`.
 *
 * @throws TypeError for anything that is no port, and for an unknown argument
 */
export function portOption(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): number {
  const [first, second, ...rest] = args.flatMap((arg) => arg.split('=', 2));
  if (first !== undefined && (first !== '--port' || rest.length > 0)) {
    throw new TypeError(`expected --port <number>, got ${args.join(' ')}`);
  }
  const text = first === undefined ? (env['PORT'] ?? '') : (second ?? '?');
  if (text === '') return 0;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new TypeError(`expected a port from 0 to 65535, got "${text}"`);
}
