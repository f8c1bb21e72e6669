/**
 * Frames through a session after its login: stream, handlers, journal.
 */
import { XmlError, childElements, isStanza, parse, type XmlElement } from '@xec/stanza';
import type { Random } from '@xec/testing/random';
import { sampleParams } from '@xec/testing/samples';
import type { Stage } from '@xec/testing/stage';
import { Registry, type ActionEntry, type Feature } from '@xec/xec';
import type { Corpus } from '../frames/corpus.js';
import type { Outcome } from '../outcome.js';
import { openScene, takeSent, turn } from './scene.js';
import { sessionFrame, type Asked } from './stanzas.js';

/** So many requests are remembered, for answers to come. */
const MAX_ASKED = 50;
/** How often the session asks something, and what time passes then. */
const ASKING = 0.15;
const STEP_MS = 1000;

/** One session, and one after it where a frame ends its stream. */
export class SessionTarget {
  readonly name = 'session';
  readonly #corpus: Corpus;
  readonly #features: readonly Feature[];
  readonly #registry: Registry;
  readonly #entries: readonly ActionEntry[];
  #stage: Stage | undefined = undefined;
  #asked: Asked[] = [];

  constructor(corpus: Corpus, features: readonly Feature[]) {
    this.#corpus = corpus;
    this.#features = features;
    this.#registry = new Registry(features);
    this.#entries = [...this.#registry.actions.values()];
  }

  /** The next frame: it depends on what the session has asked. */
  async next(random: Random): Promise<string> {
    const stage = await this.#scene();
    if (random.chance(ASKING)) await this.#ask(stage, random);
    const { registrations } = this.#registry;
    return sessionFrame({ corpus: this.#corpus, registrations, asked: this.#asked }, random);
  }

  /** Gives the session a frame. */
  async take(frame: string): Promise<Outcome> {
    const stage = await this.#scene();
    stage.server.send(frame);
    await turn(stage);
    const outcome = judge(stage, frame);
    this.#listen(stage);
    stage.packets.length = 0;
    stage.faults.length = 0;
    stage.log.length = 0;
    if (stage.session.state.state !== 'online') this.#stage = undefined;
    return outcome;
  }

  async #scene(): Promise<Stage> {
    if (this.#stage !== undefined) return this.#stage;
    this.#asked = [];
    this.#stage = await openScene(this.#features);
    this.#listen(this.#stage);
    return this.#stage;
  }

  async #ask(stage: Stage, random: Random): Promise<void> {
    const entry = random.pick(this.#entries);
    const params = sampled(entry, random);
    // The class takes what its schema lets pass.
    const action = params === NOTHING ? undefined : new entry.type(params as never);
    // What the world of the session does not allow is refused before anything is sent.
    if (action !== undefined) stage.session.request(action).catch(() => undefined);
    await turn(stage);
    stage.runtime.advance(STEP_MS);
    await turn(stage);
    this.#listen(stage);
  }

  #listen(stage: Stage): void {
    for (const el of takeSent(stage)) {
      if (isRequest(el)) this.#asked.push(askedBy(el));
    }
    const { pending } = stage.session.engine;
    this.#asked = this.#asked.filter(({ id }) => pending.get(id) !== undefined).slice(-MAX_ASKED);
  }
}

const NOTHING = Symbol();

function sampled(entry: ActionEntry, random: Random): unknown {
  try {
    return sampleParams(entry, random);
  } catch (error) {
    if (error instanceof TypeError) return NOTHING; // chance has found none that fit
    throw error;
  }
}

const isRequest = ({ name, attrs }: XmlElement): boolean =>
  name === 'iq' && (attrs['type'] === 'get' || attrs['type'] === 'set');

function askedBy(el: XmlElement): Asked {
  const { id, to } = el.attrs as Readonly<Record<string, string | undefined>>; // as the session wrote it
  return { id: id ?? '', to, ns: childElements(el)[0]?.getNS() ?? '' };
}

/** What became of the frame, and what is wrong with that. */
function judge(stage: Stage, frame: string): Outcome {
  const wrong = stage.faults.map(({ fault, where }) => ({
    kind: 'fault' as const,
    text: `${where}: ${fault instanceof Error ? (fault.stack ?? String(fault)) : String(fault)}`,
  }));
  const isOnline = stage.session.state.state === 'online';
  const expected = expectedOf(frame);
  const isRight =
    expected === 'either' ||
    (expected === 'online' ? isOnline : !isOnline && stage.server.complaint === expected);
  if (!isRight) {
    const came = isOnline ? 'online' : (stage.server.complaint ?? 'another end');
    const text = `the stream was expected to be ${expected}, and is ${came}`;
    return { isAccepted: isOnline, wrong: [...wrong, { kind: 'disagreement', text }] };
  }
  return { isAccepted: isOnline, wrong };
}

/** A stanza never ends a stream; what is no XML for a stream does, with the condition of the parser. */
function expectedOf(frame: string): string {
  try {
    return isStanza(parse(frame)) ? 'online' : 'either';
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return frame.trim() === '' ? 'online' : error.condition;
  }
}
