/**
 * Plays what a server sent in a recording to the handler, and tells what became of it.
 */
import {
  NS_MUC,
  defaultParseLimits,
  isStanza,
  parse,
  readBound,
  readJid,
  type Element,
} from '@xec/stanza';
import { Action, action, allFeatures, type Feature, type PendingRecord } from '@xec/xec';
import { openRoom, type TestRoom } from '../rooms/index.js';
import type { Transcript, TranscriptLine } from './read-transcripts.js';

/** Stands for whatever the recorded client asked. */
@action('Transcript/Request')
class RecordedRequest extends Action<'Transcript/Request'> {
  override build(): never {
    throw new Error('a recorded request is not sent again');
  }
}

/** Its error packets are heard by nobody: it need not be in PacketMap. */
const recording: Feature = { name: 'recording', actions: [RecordedRequest] };
const features = [...allFeatures, recording];

/** What became of the stanzas of one connection, with how often. */
export type Replay = Readonly<Record<string, number>>;

/** What became of each connection's stanzas; faults of handlers are thrown. */
export function replay({ lines }: Transcript): Readonly<Record<string, Replay>> {
  const connections = new Map<string, Connection>();
  for (const line of lines) {
    if (line.kind !== 'element') continue;
    let connection = connections.get(line.label);
    if (connection === undefined) {
      connection = new Connection(line.label);
      connections.set(line.label, connection);
    }
    const el = readLine(line);
    if (el === undefined) continue;
    if (line.direction === 'C') connection.sent(el);
    else connection.received(el);
  }
  const heard = [...connections].filter(([, { counts }]) => Object.keys(counts).length > 0);
  return Object.fromEntries(heard.map(([label, { counts }]) => [label, counts]));
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

const recorded = {
  name: 'Transcript/Request',
  version: 1,
  params: undefined,
  kind: 'iq',
} as const;

class Connection {
  readonly counts: Record<string, number> = {};
  #room: TestRoom;
  #bindId: unknown;
  #joins = 0;

  constructor(label: string) {
    const [user = 'nobody', resource = 'none'] = label.split('/');
    this.#room = openRoom(features, { self: `${user}@localhost/${resource}` });
  }

  sent(el: Element): void {
    const type: unknown = el.attrs['type'];
    const id: unknown = el.attrs['id'];
    if (el.getChild('x', NS_MUC) !== undefined) this.#joined(el);
    if (el.name !== 'iq' || (type !== 'get' && type !== 'set') || typeof id !== 'string') return;
    if (el.getChild('bind') !== undefined) this.#bindId = id;
    const to: unknown = el.attrs['to'];
    this.#ask({ id, ...recorded, ...(typeof to === 'string' && { to }) });
  }

  /** A room was asked to let us in: from then on it has things to say. */
  #joined(presence: Element): void {
    const to = readJid(presence.attrs['to'] as string | undefined); // attributes are strings
    if (presence.name !== 'presence' || to?.resource === undefined) return;
    this.#joins += 1;
    const id = (presence.attrs['id'] as string | undefined) ?? `join-${String(this.#joins)}`; // as above
    const params = { room: to.bare, nick: to.resource };
    const join = { name: 'Presence/Muc', version: 1, params, kind: 'presence' as const };
    this.#ask({ id, ...join, to: to.toString() }, to.bare);
  }

  #ask(
    request: Pick<PendingRecord, 'id' | 'name' | 'version' | 'params' | 'kind' | 'to'>,
    awaited?: string,
  ): void {
    const { runtime, engine } = this.#room;
    const timeoutMs = 60_000;
    const deadline = runtime.now() + timeoutMs;
    const record = { ...request, deadline, timeoutMs, session: 'test' };
    engine.pending.add(record, undefined, undefined, timeoutMs, () => undefined, awaited);
  }

  received(el: Element): void {
    if (this.#bindId !== undefined && el.attrs['id'] === this.#bindId) {
      const jid = readBound(el);
      if (jid !== undefined) this.#room.engine.facts.self = jid;
    }
    const room = this.#room;
    const before = {
      ran: room.ran.length,
      ignored: room.ignored.length,
      completed: room.completed.length,
    };
    room.receive(el);
    const fault = room.faults[0];
    if (fault !== undefined) throw new Error(`${fault.where}: ${String(fault.fault)}`);
    const ran = room.ran.slice(before.ran);
    const became =
      room.completed.length > before.completed
        ? 'completed'
        : ran.length > 0
          ? ran.join('+')
          : `ignored: ${room.ignored[before.ignored] ?? 'without a word'}`;
    const key = `${el.name} ${String(el.attrs['type'] ?? '')}`.trim();
    const line = `${key} → ${became}`;
    this.counts[line] = (this.counts[line] ?? 0) + 1;
  }
}
