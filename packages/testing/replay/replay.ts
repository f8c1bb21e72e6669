/**
 * Plays what a server sent in a recording to sessions of ours, and tells what became of it.
 */
import { defaultParseLimits, isStanza, parse, type Element } from '@xec/stanza';
import type { ContactFact } from '@xec/xec';
import type { Transcript, TranscriptLine } from '../transcripts/index.js';
import { Connection, type Replay } from './connection.js';

/**
 * What became of each connection's stanzas; faults of handlers are thrown.
 *
 * @param contacts who is in everybody's roster from the start, by bare JID; others are when the server
 *   says so
 */
export async function replay(
  { lines }: Transcript,
  contacts: Readonly<Record<string, ContactFact>> = {},
): Promise<Readonly<Record<string, Replay>>> {
  const connections = new Map<string, Connection>();
  for (const line of lines) {
    if (line.kind !== 'element') continue;
    const el = readLine(line);
    if (el === undefined) continue;
    let connection = connections.get(line.label);
    if (connection === undefined) {
      connection = new Connection(line.label, contacts);
      connections.set(line.label, connection);
    }
    if (line.direction === 'C') connection.sent(el);
    else await connection.received(el);
  }
  return Object.fromEntries(
    [...connections].map(([label, connection]) => [label, connection.replay]),
  );
}

/** A stanza of a client's stream; `undefined` for everything else, and for broken XML. */
function readLine({ text, namespaces }: TranscriptLine): Element | undefined {
  try {
    const el = parse(text, defaultParseLimits, namespaces);
    return isStanza(el) ? el : undefined;
  } catch {
    return undefined; // transcripts.test.ts has the list of what may be refused
  }
}
