/** Where a report was made: figures of another machine are other figures. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { hasPeers, peerVersion } from '../install-peers.js';

export interface Machine {
  readonly at: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run, on average of 1, 5 and 15 minutes. */
  readonly load: readonly number[];
  readonly versions: Readonly<Record<string, string>>;
}

/** The machine as it is now. */
export function machine(): Machine {
  const all = cpus();
  return {
    at: new Date().toISOString(),
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    load: loadavg().map((each) => Math.round(each * 10) / 10),
    versions: versions(),
  };
}

function versions(): Record<string, string> {
  const own = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(own) as { version: string }; // our own file
  const peers = ['@xmpp/client', 'stanza', 'strophe.js', '@xmldom/xmldom', 'ltx', 'ws'];
  const found: Record<string, string> = { xec: version };
  if (hasPeers()) for (const name of peers) found[name] = peerVersion(name);
  return found;
}

/** Whether so much else was going on that the figures are to be taken with care. */
export const isBusy = ({ load, cores }: Machine): boolean => (load[0] ?? 0) > cores / 2;
