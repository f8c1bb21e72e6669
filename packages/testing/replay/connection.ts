/**
 * One recorded connection, in a session of ours: what its client asked is asked by our actions, and what
 * the server sent is handled.
 */
import { NS_MAM, NS_PUBSUB_PUBLISH_OPTIONS, readBound, type Element } from '@xec/stanza';
import { allFeatures, type ContactFact, type PendingRecord, type RoomFact } from '@xec/xec';
import { openRoom, type TestRoom } from '../rooms/index.js';
import { OurRequests } from './our-requests.js';
import { sameRequest } from './same-request.js';
import { actionFor, attribute, describeStanza, presenceFor } from './requests/index.js';
import { subscriptionChange, type SubscriptionChange } from './subscriptions.js';
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

/** A session of ours in the place of a recorded client. */
export class Connection {
  readonly #room: TestRoom;
  readonly #requests: OurRequests;
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
    this.#requests = new OurRequests(this.#room);
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
    if (el.name === 'presence') {
      this.#showPresence(el);
      this.#learn(subscriptionChange(el, 'sent'));
    }
    if (el.name !== 'iq' || (type !== 'get' && type !== 'set')) return;
    const id = attribute(el, 'id');
    if (id === undefined) return;
    if (el.getChild('bind') !== undefined) this.#bindId = id;
    if (!this.#requests.isAskedAlready(el)) this.#ask(el, id);
  }

  /** Lets a stanza come in, as the answer to a request of ours where it answers the recorded one. */
  async received(el: Element): Promise<void> {
    this.#bound(el);
    this.#requests.claim(el);
    this.#ran.clear();
    const [ran, ignored] = [this.#room.ran.length, this.#room.ignored.length];
    this.#room.receive(el);
    await this.#room.settled();
    const fault = this.#room.faults[0];
    if (fault !== undefined) {
      throw new Error(`${fault.where}: ${String(fault.fault)}`, { cause: fault.fault });
    }
    if (el.name === 'presence') this.#learn(subscriptionChange(el, 'received'));
    const reasons = this.#room.ignored.slice(ignored);
    this.#unheard.push(...unheard(el, this.#ran, reasons));
    const [reason] = reasons;
    if (reason === undefined || this.#room.ran.length > ran) return;
    const kind = `${el.name} ${attribute(el, 'type') ?? ''}`.trim();
    this.#ignored.push(`${kind}: ${reason}`);
  }

  /** What became of it all. */
  get replay(): Replay {
    const { ran } = this.#room;
    const keys = this.#room.keys.filter((key) => !key.startsWith(recordedKeys));
    return {
      payloads: counted(ran),
      actions: counted(this.#requests.endings),
      packets: counted(keys),
      sent: counted(this.#sentByItself()),
      ignored: counted(this.#ignored),
      unheard: counted(this.#unheard),
      others: counted(this.#others),
    };
  }

  #sentByItself(): string[] {
    const own = this.#room.sent.filter((el) => !this.#requests.has(el));
    return own.map((el) => `${el.name} ${describeStanza(el)}`);
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
    const stanza = this.#requests.ask(action, iq);
    if (!sameRequest(stanza, iq, engine.facts.self)) {
      throw new Error(`expected ${iq.toString()}, got ${stanza.toString()}`);
    }
  }

  /** What was said to a room: from a join on it has things to say. */
  #showPresence(presence: Element): void {
    const action = presenceFor(presence, { joined: this.#joined });
    if (action !== undefined) this.#requests.ask(action, presence);
  }

  #learn(subscription: SubscriptionChange | undefined): void {
    if (subscription === undefined) return;
    const { contact, change } = subscription;
    const { engine } = this.#room;
    const known = engine.facts.get('contact', contact);
    const value = { ...known, subscription: change(known?.subscription ?? 'none') };
    engine.facts.apply({ section: 'contact', key: contact, value });
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

function counted(things: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const thing of [...things].sort()) counts[thing] = (counts[thing] ?? 0) + 1;
  return counts;
}
