/**
 * Keeps processes with sessions running while others kill them.
 */
import type { Arming, ChildSettings, JournalPlace, Order, Word } from '../child/orders.js';
import type { HistoryWriter } from '../history/index.js';
import type { Random } from '@xec/testing/random';
import { Child, type Ending } from './child.js';

/** A session that somebody must have. */
export interface SessionSpec {
  readonly name: string;
  readonly jid: string;
  readonly password: string;
  readonly service: string;
}

export interface SupervisorSettings {
  /** Path of the file that each process starts. */
  readonly program: string;
  readonly processes: number;
  readonly sessions: readonly SessionSpec[];
  readonly peer: string;
  readonly journal: JournalPlace;
  readonly historyFolder: string;
  readonly seed: number;
  readonly paceMs: number;
  readonly plant: string | undefined;
}

/** How often the sessions of a dead process go to the others instead of to its successor. */
const ELSEWHERE = 0.2;
const LOST_AGAIN_MS = 100;

export class Supervisor {
  /** How many processes were killed. */
  kills = 0;
  /** What must not happen: processes that end by themselves, sessions that end. */
  readonly troubles: string[] = [];
  readonly #settings: SupervisorSettings;
  readonly #history: HistoryWriter;
  readonly #random: Random;
  readonly #slots: Child[] = [];
  readonly #owners = new Map<string, Child>();
  /** Sessions that were taken from a process that lived: it may take them once more when it goes on. */
  readonly #contested = new Set<string>();
  readonly #turns = new Map<string, number>();
  readonly #incarnations: number[] = [];
  /** At what a slot's next process is to be killed. */
  readonly #nextArming = new Map<number, Arming>();
  readonly #resting = new Set<string>();
  #isResting = false;
  #isStopping = false;
  readonly #listeners = new Set<() => void>();

  constructor(settings: SupervisorSettings, history: HistoryWriter, random: Random) {
    this.#settings = settings;
    this.#history = history;
    this.#random = random;
  }

  start(): void {
    const { processes, sessions } = this.#settings;
    for (let slot = 0; slot < processes; slot += 1) this.#spawn(slot);
    sessions.forEach((session, index) => {
      const child = this.#slots[index % processes];
      if (child !== undefined) this.#give(session.name, child, false);
    });
  }

  /** Processes that run and are not paused. */
  get children(): readonly Child[] {
    return this.#slots.filter(({ isAlive, isPaused }) => isAlive && !isPaused);
  }

  get sessionNames(): readonly string[] {
    return this.#settings.sessions.map(({ name }) => name);
  }

  // ── what the nemesis does ─────────────────────────────────────────────────────────────────────

  /** Kills a process; the next one in its place may be armed. */
  kill(child: Child, next?: Arming): void {
    if (!child.isAlive) return;
    if (next !== undefined) this.#nextArming.set(this.#slots.indexOf(child), next);
    this.#history.write({ e: 'killed', process: child.name });
    child.signal('SIGKILL');
  }

  /**
   * Has a process kill itself at a point, and its successor at `next`.
   *
   * @returns whether it died within `ms`
   */
  async killAt(child: Child, arming: Arming, ms: number, next?: Arming): Promise<boolean> {
    const slot = this.#slots.indexOf(child);
    if (next !== undefined) this.#nextArming.set(slot, next);
    child.order({ do: 'arm', arming });
    const isDead = await endsWithin(child, ms);
    if (isDead) return true;
    child.order({ do: 'arm', arming: undefined });
    this.#nextArming.delete(slot);
    return false;
  }

  /** The process that is in the place of `child` by now. */
  successor(child: Child): Child | undefined {
    const slot = Number(child.name.split('.')[0]?.slice(1));
    return this.#slots[slot];
  }

  /** Stops a process, gives its sessions to others if `isTakenOver`, and lets it go on after `ms`. */
  async pause(child: Child, ms: number, isTakenOver: boolean): Promise<void> {
    child.isPaused = true;
    this.#history.write({ e: 'paused', process: child.name });
    child.signal('SIGSTOP');
    const others = this.children;
    if (isTakenOver && others.length > 0) {
      for (const session of [...child.sessions])
        this.#give(session, this.#random.pick(others), true);
    }
    await later(ms);
    child.signal('SIGCONT');
    child.isPaused = false;
    this.#history.write({ e: 'continued', process: child.name });
  }

  /** Has a session move to another process, in order. */
  move(session: string): void {
    const from = this.#owners.get(session);
    if (from === undefined || from.isPaused || !from.isAlive || this.#isResting) return;
    from.order({ do: 'drop', session });
  }

  // ── the end ───────────────────────────────────────────────────────────────────────────────────

  /** Has all sessions come to rest. @returns names of those that did not within `ms` */
  async rest(ms: number): Promise<readonly string[]> {
    this.#isResting = true;
    const isDone = (): boolean => this.#resting.size === this.#settings.sessions.length;
    for (const child of this.#slots) child.order({ do: 'rest' });
    await this.#until(isDone, ms);
    return this.sessionNames.filter((name) => !this.#resting.has(name));
  }

  /** Ends all processes in order. */
  async stop(ms: number): Promise<void> {
    this.#isStopping = true;
    const children = this.#slots.filter(({ isAlive }) => isAlive);
    for (const child of children) child.signal('SIGTERM');
    await Promise.all(
      children.map(async (child) => {
        if (!(await endsWithin(child, ms))) {
          this.troubles.push(`${child.name} did not end within ${ms} ms`);
          child.signal('SIGKILL');
        }
        const ending = await child.ended;
        if (ending !== 0) this.troubles.push(`${child.name} ended with ${ending}`);
      }),
    );
  }

  /** Ends what is left, at once. */
  abort(): void {
    this.#isStopping = true;
    for (const child of this.#slots) {
      child.signal('SIGCONT');
      child.signal('SIGKILL');
    }
  }

  // ── inside ────────────────────────────────────────────────────────────────────────────────────

  #spawn(slot: number): Child {
    const incarnation = (this.#incarnations[slot] ?? 0) + 1;
    this.#incarnations[slot] = incarnation;
    const { program, journal, historyFolder, seed, paceMs, plant } = this.#settings;
    const name = `p${slot}.${incarnation}`;
    const settings: ChildSettings = { name, historyFolder, journal, seed, paceMs, plant };
    const child: Child = new Child(program, settings, (word) => {
      this.#hear(child, word);
    });
    this.#slots[slot] = child;
    const arming = this.#nextArming.get(slot);
    this.#nextArming.delete(slot);
    if (arming !== undefined) child.order({ do: 'arm', arming });
    void child.ended.then((ending) => {
      this.#died(slot, child, ending);
    });
    return child;
  }

  #died(slot: number, child: Child, ending: Ending): void {
    if (this.#isStopping) return;
    // Killed by us, or by itself at a point.
    if (ending === 'SIGKILL') this.kills += 1;
    else this.troubles.push(`${child.name} ended with ${ending}`);
    this.#history.write({ e: 'killed', process: child.name });
    const next = this.#spawn(slot);
    const others = this.children.filter((other) => other !== next);
    const isElsewhere = others.length > 0 && this.#random.chance(ELSEWHERE);
    for (const session of [...child.sessions]) {
      this.#give(session, isElsewhere ? this.#random.pick(others) : next, true);
    }
    this.#tell();
  }

  #give(session: string, child: Child, takeOver: boolean): void {
    const spec = this.#settings.sessions.find(({ name }) => name === session);
    if (spec === undefined) return;
    const before = this.#owners.get(session);
    before?.sessions.delete(session);
    if (before?.isAlive === true && before !== child) this.#contested.add(session);
    this.#owners.set(session, child);
    child.sessions.add(session);
    child.online.delete(session);
    this.#resting.delete(session);
    const turn = (this.#turns.get(session) ?? 0) + 1;
    this.#turns.set(session, turn);
    const { jid, password, service } = spec;
    const sessions = this.#settings.sessions.map((other) => other.jid).filter((to) => to !== jid);
    const others = { peer: this.#settings.peer, sessions };
    this.#history.write({ e: 'given', session, process: child.name, turn, takeOver });
    const assignment = { session, jid, password, service, takeOver, turn, others };
    child.order({ do: 'own', assignment });
    if (this.#isResting) child.order({ do: 'rest' } satisfies Order);
  }

  #hear(child: Child, word: Word): void {
    if (word.say === 'ready') return;
    const isOwner = this.#owners.get(word.session) === child;
    if (word.say === 'online') child.online.add(word.session);
    if (word.say === 'resting' && isOwner) this.#resting.add(word.session);
    if (word.say === 'dropped' && isOwner) this.#dropped(child, word.session);
    if (word.say === 'lost') this.#lost(child, word.session, word.why, isOwner);
    this.#tell();
  }

  #dropped(child: Child, session: string): void {
    this.#owners.delete(session);
    child.sessions.delete(session);
    const others = this.children.filter((other) => other !== child);
    // One that was given it while it was stopped may take it still, and keep it: then nobody else
    // gets it in order.
    const takeOver = this.#contested.has(session);
    this.#give(session, others.length > 0 ? this.#random.pick(others) : child, takeOver);
  }

  /** A process says that a session ended: right where another one has it, else trouble. */
  #lost(child: Child, session: string, why: string, isOwner: boolean): void {
    this.#history.write({ e: 'disturbed', what: `${session} ended in ${child.name}: ${why}` });
    if (!isOwner || this.#isStopping) return;
    if (!this.#contested.has(session)) {
      this.troubles.push(`${session} ended in ${child.name}: ${why}`);
    }
    setTimeout(() => {
      const { children } = this;
      if (this.#isStopping || this.#owners.get(session) !== child) return;
      this.#give(session, children.length > 0 ? this.#random.pick(children) : child, true);
    }, LOST_AGAIN_MS);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #until(isDone: () => boolean, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve();
      };
      const look = (): void => {
        if (isDone()) end();
      };
      const timer = setTimeout(end, ms);
      this.#listeners.add(look);
      look();
    });
  }
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function endsWithin(child: Child, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, ms);
  });
  const isDead = await Promise.race([child.ended.then(() => true), late]);
  clearTimeout(timer);
  return isDead;
}
