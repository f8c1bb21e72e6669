/**
 * The requests of a session of ours that stand in the place of recorded ones.
 */
import type { Element } from '@xec/stanza';
import { ActionError, type AnyAction } from '@xec/xec';
import type { TestRoom } from '../rooms/index.js';
import { attribute } from './requests/index.js';
import { sameContent, sameRequest } from './same-request.js';

interface Request {
  readonly name: string;
  /** `handle`, or the condition of an error; absent while there is none. */
  outcome?: string;
}

export class OurRequests {
  readonly #room: TestRoom;
  /** By our id. */
  readonly #requests = new Map<string, Request>();
  /** Our ids by those that the recorded client gave. */
  readonly #ids = new Map<string, string>();

  constructor(room: TestRoom) {
    this.#room = room;
  }

  /** Whether the stanza is one of them. */
  has(stanza: Element): boolean {
    return this.#requests.has(attribute(stanza, 'id') ?? '');
  }

  /** The actions, and how each ended: `MAM/Get → handle`. */
  get endings(): string[] {
    const { completed } = this.#room;
    return [...this.#requests].map(([id, { name, outcome }]) => {
      const without = completed.includes(id) ? 'goes on' : 'unanswered';
      return `${name} → ${outcome ?? without}`;
    });
  }

  /** Dispatches an action in the place of a recorded stanza; gives the stanza that it sent. */
  ask(action: AnyAction, recorded: Element): Element {
    const { sent } = this.#room;
    const before = sent.length;
    const outcome = this.#room.request(action);
    const stanza = sent[before];
    if (stanza === undefined) throw new Error(`${action.actionName} sent nothing`);
    this.#follow(attribute(stanza, 'id') ?? '', recorded, action.actionName, outcome);
    return stanza;
  }

  /** What a session of ours asks by itself, a recorded client asked as well: one answer is for both. */
  isAskedAlready(recorded: Element): boolean {
    const { engine, sent } = this.#room;
    for (const stanza of sent) {
      const id = attribute(stanza, 'id') ?? '';
      const record = engine.pending.get(id);
      if (record === undefined || this.#requests.has(id)) continue;
      const isSame = sameRequest(stanza, recorded, engine.facts.self);
      if (!isSame || !sameContent(stanza, recorded)) continue;
      const outcome = new Promise((resolve, reject) => {
        engine.pending.giveWaiter(id, { resolve, reject });
      });
      this.#follow(id, recorded, record.name, outcome);
      return true;
    }
    return false;
  }

  /** Makes the answer to a recorded request that to the one of ours in its place. */
  claim(el: Element): void {
    const type = attribute(el, 'type');
    if (type !== 'error' && (el.name !== 'iq' || type !== 'result')) return;
    const ours = this.#ids.get(answerKey(el, 'from'));
    if (ours !== undefined) el.attrs['id'] = ours;
  }

  #follow(id: string, recorded: Element, name: string, outcome: Promise<unknown>): void {
    const request: Request = { name };
    this.#requests.set(id, request);
    this.#ids.set(answerKey(recorded, 'to'), id);
    outcome.then(
      () => (request.outcome = 'handle'),
      (error: unknown) => (request.outcome = conditionOf(error)),
    );
  }
}

/** An answer has the id of its question, where that has one: ours always does. */
const answerKey = (stanza: Element, peer: 'to' | 'from'): string =>
  attribute(stanza, 'id') ?? `${stanza.name} ${attribute(stanza, peer) ?? ''}`;

const conditionOf = (error: unknown): string =>
  error instanceof ActionError ? error.condition : String(error);
