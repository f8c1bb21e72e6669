/**
 * Looks on while a session works, and writes down what it sees, without secrets.
 */
import { childElements, parse, type Element } from '@xec/stanza';
import {
  payloadHash,
  type AnyPacket,
  type OutboundStanza,
  type PendingRecord,
  type Tracer,
  type Tried,
  type UnitOfWork,
} from '@xec/xec';
import { withoutSecrets } from '../operations/secrets.js';
import type { StanzaIn, TriedLook } from './events.js';
import { maskedXml } from './mask.js';
import type { Ring } from './ring.js';
import type { Vitals } from './vitals.js';

/** Longer texts and contents are cut, or left out. */
const LONGEST = 16_384;
const MOST_NAMESPACES = 32;
const MOST_LOOKS = 200;

/** What is known of the stanza that is being handled. */
interface Scene {
  readonly tried: Tried[];
  readonly ran: string[];
  readonly ignored: string[];
  woke?: PendingRecord;
}

/** One session's tracer. */
export class Recorder implements Tracer {
  #scene: Scene = emptyScene();

  constructor(
    private readonly session: string,
    private readonly ring: Ring,
    private readonly vitals: Vitals,
    private readonly now: () => number = Date.now,
  ) {}

  received(): void {
    this.#scene = emptyScene();
  }

  tried(look: Tried): void {
    if (this.#scene.tried.length < MOST_LOOKS) this.#scene.tried.push(look);
  }

  ran(
    _stanza: Element,
    { description }: { readonly description: { readonly name: string } },
  ): void {
    this.#scene.ran.push(description.name);
  }

  ignored(_stanza: Element, reason: string): void {
    this.#scene.ignored.push(reason);
  }

  answered(): void {
    // The answer is one of the stanzas that are stored.
  }

  completed(_stanza: Element, record: PendingRecord): void {
    this.#scene.woke = record;
    this.#step('woken', record.id);
  }

  handled(stanza: Element, ms: number): void {
    const { tried, ran, ignored, woke } = this.#scene;
    this.#scene = emptyScene();
    this.vitals.handled(woke === undefined ? ran : [woke.name, ...ran], ms);
    this.#add({
      kind: 'in',
      ...textOf(stanza),
      tried: tried.map(lookOf),
      ran,
      ...(woke !== undefined && { woke: { id: woke.id, action: woke.name } }),
      ignored,
      ms: Math.round(ms * 10) / 10,
    });
  }

  stored({ pending, taken, outbound, packets }: UnitOfWork): void {
    const at = this.now();
    for (const { id, name } of pending) {
      this.vitals.began(this.session, id, name, at);
      this.#step('stored', id);
    }
    for (const stanza of outbound) this.#out(stanza);
    for (const id of taken) {
      this.#step('ended', id, packets);
      this.vitals.ended(this.session, id);
    }
    this.vitals.told(packets.length, at);
    for (const packet of packets) this.#packet(packet);
  }

  left(stanzas: readonly Pick<OutboundStanza, 'number' | 'id'>[]): void {
    for (const { id } of stanzas) if (id !== undefined) this.#step('sent', id);
  }

  #out({ number, xml, id }: OutboundStanza): void {
    const text = xml === '' ? { xml, namespaces: [] } : textOf(xml);
    this.#add({ kind: 'out', ...text, number, ...(id !== undefined && { id }) });
  }

  #packet({ key, content, from, seq }: AnyPacket): void {
    const shown = withoutSecrets(content);
    const isShort = JSON.stringify([shown]).length <= LONGEST;
    this.#add({
      kind: 'packet',
      key,
      ...(isShort && { content: shown }),
      ...(from !== undefined && { from }),
      seq,
    });
  }

  #step(
    step: 'stored' | 'sent' | 'woken' | 'ended',
    id: string,
    told?: readonly AnyPacket[],
  ): void {
    const began = this.vitals.of(this.session, id);
    this.#add({
      kind: 'action',
      step,
      id,
      ...(began !== undefined && { action: began.action, ms: this.now() - began.at }),
      ...(told !== undefined && { keys: told.map(({ key }) => key) }),
    });
  }

  #add(body: Parameters<Ring['add']>[2]): void {
    this.ring.add(this.session, this.now(), body);
  }
}

const emptyScene = (): Scene => ({ tried: [], ran: [], ignored: [] });

const lookOf = ({ level, name, xmlns, node, found }: Tried): TriedLook => ({
  level,
  name,
  xmlns,
  ...(node !== undefined && { node }),
  hash: payloadHash(name, xmlns, node ?? ''),
  found: found.map(({ description }) => description.name),
});

/** What cannot be shown must not stop the session that has it. */
function textOf(stanza: Element | string): Pick<StanzaIn, 'xml' | 'isCut' | 'id' | 'namespaces'> {
  try {
    return shown(typeof stanza === 'string' ? parse(stanza) : stanza);
  } catch {
    return { xml: '', isCut: true, namespaces: [] };
  }
}

function shown(el: Element): Pick<StanzaIn, 'xml' | 'isCut' | 'id' | 'namespaces'> {
  const xml = maskedXml(el);
  const id: unknown = el.attrs['id'];
  return {
    xml: xml.slice(0, LONGEST),
    ...(xml.length > LONGEST && { isCut: true }),
    ...(typeof id === 'string' && { id }),
    namespaces: [...namespacesOf(el, new Set())],
  };
}

function namespacesOf(el: Element, found: Set<string>): ReadonlySet<string> {
  if (found.size < MOST_NAMESPACES) found.add(el.getNS() ?? '');
  for (const child of childElements(el)) namespacesOf(child, found);
  return found;
}
