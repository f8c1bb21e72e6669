/**
 * One recorded connection, in a session of ours: what its client asked is asked by our actions, and what
 * the server sent is handled.
 */
import { NS_MAM, NS_PUBSUB_PUBLISH_OPTIONS, readBound, type Element } from '@xec/stanza';
import {
  ActionError,
  allFeatures,
  type AnyAction,
  type ContactFact,
  type PendingRecord,
  type RoomFact,
} from '@xec/xec';
import { openRoom, type TestRoom } from '../rooms/index.js';
import { sameContent, sameRequest } from './same-request.js';
import { actionFor, attribute, describeStanza, presenceFor } from './requests/index.js';
import { elementKey, unheard } from './unheard.js';
import { recordedKeys, recording } from './recorded-request.js';

const features = [...allFeatures, recording];

/** Things with how often they happened. */
export type Counts = Readonly<Record<string, number>>;

/** What became of what one connection carried. */
export interface Replay {
  /** Payloads that ran. */
  readonly payloads: Counts;
  /** Our actions, and how each ended: `MAM/Get → handle`. */
  readonly actions: Counts;
  /** Keys of packets. */
  readonly packets: Counts;
  /** What our session sent of itself: answers, receipts, requests that the recorded client did not make. */
  readonly sent: Counts;
  /** Stanzas that nothing was done with, and why. */
  readonly ignored: Counts;
  /** Elements of the catalogue that no payload ran for, and why: `unheard.ts` judges. */
  readonly unheard: Counts;
  /** Requests that none of our actions makes: `without-action.ts` says why. */
  readonly others: Counts;
}

interface Request {
  readonly name: string;
  outcome?: string;
}

/** A session of ours in the place of a recorded client. */
export class Connection {
  readonly #room: TestRoom;
  /** Our requests by their id, and the ids that the recorded client gave them. */
  readonly #requests = new Map<string, Request>();
  readonly #ids = new Map<string, string>();
  readonly #ignored: string[] = [];
  readonly #others: string[] = [];
  readonly #unheard: string[] = [];
  /** What payloads ran for in the stanza that is handled. */
  readonly #ran = new Set<string>();
  #bindId: string | undefined;
  #isBound = false;

  constructor(label: string, contacts: Readonly<Record<string, ContactFact>>) {
    const [user = 'nobody', resource = 'none'] = label.split('/');
    const self = `${user}@localhost/${resource}`;
    const announced = ['urn:xmpp:sid:0', NS_PUBSUB_PUBLISH_OPTIONS, NS_MAM, `${NS_MAM}#extended`];
    this.#room = openRoom(features, { self, announced, contacts });
    // A password is sent on a private stream only; these were on this machine.
    const stream = { account: `${user}@localhost`, service: 'ws://127.0.0.1:5280/', jid: self };
    const value = { ...stream, isPrivate: true };
    this.#room.engine.facts.apply({ section: 'stream', key: 'current', value });
    this.#room.engine.trace({
      tried: () => undefined,
      ignored: () => undefined,
      answered: () => undefined,
      ran: (_stanza, registration) => this.#ran.add(elementKey(registration)),
    });
  }

  sent(el: Element): void {
    const type = attribute(el, 'type');
    if (el.name === 'presence') this.#showPresence(el);
    if (el.name !== 'iq' || (type !== 'get' && type !== 'set')) return;
    const id = attribute(el, 'id');
    if (id === undefined) return;
    if (el.getChild('bind') !== undefined) this.#bindId = id;
    if (!this.#isAskedAlready(el, id)) this.#ask(el, id);
  }

  /** Lets a stanza come in, as the answer to a request of ours where it answers the recorded one. */
  async received(el: Element): Promise<void> {
    this.#bound(el);
    const id = attribute(el, 'id');
    const type = attribute(el, 'type');
    const isAnswer = type === 'error' || (el.name === 'iq' && type === 'result');
    const ours = isAnswer ? this.#ids.get(id ?? idOfPresence(attribute(el, 'from'))) : undefined;
    if (ours !== undefined) el.attrs['id'] = ours;
    this.#ran.clear();
    const [ran, ignored] = [this.#room.ran.length, this.#room.ignored.length];
    this.#room.receive(el);
    await this.#room.settled();
    const fault = this.#room.faults[0];
    if (fault !== undefined) {
      throw new Error(`${fault.where}: ${String(fault.fault)}`, { cause: fault.fault });
    }
    const reasons = this.#room.ignored.slice(ignored);
    this.#unheard.push(...unheard(el, this.#ran, reasons));
    const [reason] = reasons;
    if (reason === undefined || this.#room.ran.length > ran) return;
    this.#ignored.push(`${`${el.name} ${type ?? ''}`.trim()}: ${reason}`);
  }

  /** What became of it all. */
  get replay(): Replay {
    const { ran } = this.#room;
    const keys = this.#room.keys.filter((key) => !key.startsWith(recordedKeys));
    const ended = [...this.#requests].map(([id, request]) => this.#ending(id, request));
    return {
      payloads: counted(ran),
      actions: counted(ended),
      packets: counted(keys),
      sent: counted(this.#sentByItself()),
      ignored: counted(this.#ignored),
      unheard: counted(this.#unheard),
      others: counted(this.#others),
    };
  }

  #sentByItself(): string[] {
    const isOwn = (el: Element) => !this.#requests.has(attribute(el, 'id') ?? '');
    return this.#room.sent.filter(isOwn).map((el) => `${el.name} ${describeStanza(el)}`.trim());
  }

  #ending(id: string, { name, outcome }: Request): string {
    const isWoken = this.#room.completed.includes(id);
    return `${name} → ${outcome ?? (isWoken ? 'goes on' : 'unanswered')}`;
  }

  #ask(iq: Element, id: string): void {
    const { engine } = this.#room;
    const action = actionFor(iq, {
      self: engine.facts.self,
      isBeforeLogin: !this.#isBound,
      isContact: (bare) => engine.facts.get('contact', bare) !== undefined,
      joined: this.#joined,
    });
    if (action === undefined) {
      this.#others.push(describeStanza(iq));
      this.#pretend(iq, id);
      return;
    }
    const stanza = this.#request(action, id);
    if (!sameRequest(stanza, iq, engine.facts.self)) {
      throw new Error(`expected ${iq.toString()}, got ${stanza.toString()}`);
    }
  }

  /** Dispatches an action of ours in the place of a request; gives its stanza. */
  #request(action: AnyAction, recordedId: string): Element {
    const { sent } = this.#room;
    const before = sent.length;
    const outcome = this.#room.request(action);
    const stanza = sent[before];
    if (stanza === undefined) {
      outcome.catch(() => undefined);
      throw new Error(`${action.actionName} sent nothing`);
    }
    this.#follow(attribute(stanza, 'id') ?? '', recordedId, action.actionName, outcome);
    return stanza;
  }

  #follow(id: string, recordedId: string, name: string, outcome: Promise<unknown>): void {
    const request: Request = { name };
    this.#requests.set(id, request);
    this.#ids.set(recordedId, id);
    outcome.then(
      () => (request.outcome = 'handle'),
      (error: unknown) => (request.outcome = conditionOf(error)),
    );
  }

  /** What a session of ours asks by itself, a recorded client asked as well: one answer is for both. */
  #isAskedAlready(iq: Element, recordedId: string): boolean {
    const { engine, sent } = this.#room;
    for (const stanza of sent) {
      const id = attribute(stanza, 'id') ?? '';
      const record = engine.pending.get(id);
      if (record === undefined || this.#requests.has(id)) continue;
      if (!sameRequest(stanza, iq, engine.facts.self) || !sameContent(stanza, iq)) continue;
      const outcome = new Promise((resolve, reject) => {
        engine.pending.giveWaiter(id, { resolve, reject });
      });
      this.#follow(id, recordedId, record.name, outcome);
      return true;
    }
    return false;
  }

  /** What was said to a room: from a join on it has things to say. */
  #showPresence(presence: Element): void {
    const action = presenceFor(presence, { joined: this.#joined });
    if (action === undefined) return;
    // An answer has the id of its question, where that has one: ours always does.
    this.#request(action, attribute(presence, 'id') ?? idOfPresence(attribute(presence, 'to')));
  }

  readonly #joined = (room: string): RoomFact | undefined =>
    this.#room.engine.facts.get('room', room);

  #bound(el: Element): void {
    if (this.#bindId === undefined || el.attrs['id'] !== this.#bindId) return;
    const jid = readBound(el);
    if (jid === undefined) return;
    this.#isBound = true;
    this.#room.engine.facts.self = jid;
  }

  /** Something waits for the answer, so that it is no surprise; nothing is made of it. */
  #pretend(iq: Element, id: string): void {
    const { runtime, engine } = this.#room;
    const timeoutMs = 60_000;
    const to = attribute(iq, 'to');
    const record: PendingRecord = {
      ...{ id, name: 'Transcript/Request', version: 1, params: undefined, kind: 'iq' },
      ...{ deadline: runtime.now() + timeoutMs, timeoutMs, session: 'test' },
      ...(to !== undefined && { to }),
    };
    engine.pending.add(record, undefined, undefined, timeoutMs, () => undefined);
  }
}

const idOfPresence = (occupant = ''): string => `presence ${occupant}`;

const conditionOf = (error: unknown): string =>
  error instanceof ActionError ? error.condition : String(error);

function counted(things: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const thing of [...things].sort()) counts[thing] = (counts[thing] ?? 0) + 1;
  return counts;
}
