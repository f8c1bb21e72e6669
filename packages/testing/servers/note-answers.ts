/**
 * Notes which server answered which request, for the table that the reporter prints after the tests
 * (`packages/setup/server-matrix.mjs`).
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@xec/client';
import type { AnyPacket } from '@xec/xec';
import type { TestServerName } from './test-server.js';

/** Ends that come of no answer. */
const UNANSWERED = ['errorcancelled', 'errorconnectionlost', 'errortimeout'];

/** What this process has noted: once is enough. */
const noted = new Set<string>();

/**
 * Listens to how the client's requests end: each one that was answered becomes a line `Group/Class`, server,
 * end (`handle`, `erroritemnotfound`, …) in the folder `XEC_ANSWERS`. Without that folder, nothing.
 */
export function noteAnswers(client: Client, server: TestServerName): void {
  const folder = process.env['XEC_ANSWERS'];
  if (folder === undefined) return;
  const names = new Map([...client.registry.actions.keys()].map((name) => [prefixOf(name), name]));
  client.packets.subscribeAny('*', ({ key }: AnyPacket) => {
    const [, prefix = '', end = ''] = /^([^_]+_[^_]+)_(handle|error\w*)$/.exec(key) ?? [];
    const name = names.get(prefix);
    const line = `${name ?? ''} ${server} ${end}\n`;
    if (name === undefined || UNANSWERED.includes(end) || noted.has(line)) return;
    noted.add(line);
    appendFileSync(join(folder, String(process.pid)), line);
  });
}

const prefixOf = (name: string): string => name.toLowerCase().replace('/', '_');
