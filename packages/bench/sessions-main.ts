/**
 * `npm run bench -- sessions [sessions=1000]`: prints a line of figures for each set of features.
 *
 * The server runs in a process of its own, so that only the client's memory is counted.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { allFeatures, ping } from '@xec/xec';
import { measureSessions, type SessionsFigures } from './sessions.js';

const sessions = Number(process.argv[2] ?? 1000);
if (!Number.isInteger(sessions) || sessions < 1) {
  throw new RangeError(`expected a number of sessions, got ${process.argv[2] ?? ''}`);
}

const server = fork(fileURLToPath(new URL('./server.js', import.meta.url)), [String(sessions)]);
try {
  const [{ url, domain }] = (await once(server, 'message')) as [{ url: string; domain: string }];
  for (const [name, features] of [
    ['ping alone', [ping]],
    ['all features', allFeatures],
  ] as const) {
    const run = { service: url, domain, features, atOnce: 50 };
    await measureSessions({ ...run, sessions: Math.min(100, sessions) }); // what is made once
    const figures = await measureSessions({ ...run, sessions });
    console.log(inWords(name, figures));
    if (figures.online !== sessions) process.exitCode = 1;
  }
} finally {
  server.disconnect();
}

function inWords(features: string, figures: SessionsFigures): string {
  const { online, allOnlineMs, heapPerSession } = figures;
  const heap =
    heapPerSession === undefined
      ? 'unknown (run node with --expose-gc)'
      : `${(heapPerSession / 1024).toFixed(1)} KiB`;
  return (
    `sessions ${String(figures.sessions)} with ${features}, online ${String(online)}, ` +
    `all online after ${(allOnlineMs / 1000).toFixed(1)} s, heap per idle session ${heap}`
  );
}
