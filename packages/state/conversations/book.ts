/**
 * The messages of a conversation, each once, however often and by whichever way it came.
 */
import { clocks, type MessageRecord } from './message.js';

/** Messages are the same by the archive's id; where one has none, by their sender's ids. */
export class Book {
  readonly #records = new Map<string, MessageRecord>();
  readonly #byArchive = new Map<string, string>();
  readonly #bySender = new Map<string, string>();
  /** By id, whoever gave it. */
  readonly #byName = new Map<string, string>();

  get size(): number {
    return this.#records.size;
  }

  get records(): Iterable<MessageRecord> {
    return this.#records.values();
  }

  get(key: string): MessageRecord | undefined {
    return this.#records.get(key);
  }

  /** Adds what came; says what is known of the message now. */
  add(record: MessageRecord): MessageRecord {
    let all = record;
    // Two that were told apart may turn out to be one.
    for (const same of this.#same(record)) {
      this.remove(same.key);
      all = combine(same, all);
    }
    this.#records.set(all.key, all);
    this.#index(all);
    return all;
  }

  /** Puts another state of the same message. */
  set(record: MessageRecord): void {
    this.#records.set(record.key, record);
    this.#index(record);
  }

  remove(key: string): void {
    const record = this.#records.get(key);
    if (record === undefined) return;
    this.#records.delete(key);
    if (record.archiveId !== undefined) this.#byArchive.delete(record.archiveId);
    for (const name of namesOf(record)) {
      if (this.#bySender.get(name) === key) this.#bySender.delete(name);
    }
    for (const id of [record.id, record.originId]) {
      if (id !== undefined && this.#byName.get(id) === key) this.#byName.delete(id);
    }
  }

  clear(): void {
    this.#records.clear();
    this.#byArchive.clear();
    this.#bySender.clear();
    this.#byName.clear();
  }

  /** The message that the archive knows by `id`. */
  archived(id: string): MessageRecord | undefined {
    return this.#get(this.#byArchive.get(id));
  }

  /** The message that `from` gave this id, as id or origin-id. */
  by(from: string, id: string): MessageRecord | undefined {
    return this.#get(
      this.#bySender.get(`o ${from} ${id}`) ?? this.#bySender.get(`i ${from} ${id}`),
    );
  }

  /** The message of that id, whoever gave it: what a reply answers. */
  named(id: string): MessageRecord | undefined {
    return this.archived(id) ?? this.#get(this.#byName.get(id));
  }

  #get(key: string | undefined): MessageRecord | undefined {
    return key === undefined ? undefined : this.#records.get(key);
  }

  #same(record: MessageRecord): MessageRecord[] {
    const keys = new Set<string | undefined>([record.key]);
    if (record.archiveId !== undefined) keys.add(this.#byArchive.get(record.archiveId));
    for (const name of namesOf(record)) keys.add(this.#bySender.get(name));
    return [...keys].map((key) => this.#get(key)).filter((each) => isSame(each, record));
  }

  #index(record: MessageRecord): void {
    if (record.archiveId !== undefined) this.#byArchive.set(record.archiveId, record.key);
    for (const name of namesOf(record)) this.#bySender.set(name, record.key);
    for (const id of [record.id, record.originId]) {
      if (id !== undefined) this.#byName.set(id, record.key);
    }
  }
}

/** An archive gives each of its messages one id: two of them are two, whatever their senders said. */
const isSame = (known: MessageRecord | undefined, record: MessageRecord): known is MessageRecord =>
  known !== undefined &&
  (known.archiveId === undefined ||
    record.archiveId === undefined ||
    known.archiveId === record.archiveId);

const namesOf = ({ from, id, originId }: MessageRecord): string[] => [
  ...(originId === undefined ? [] : [`o ${from} ${originId}`]),
  ...(id === undefined ? [] : [`i ${from} ${id}`]),
];

/** What two sources say of one message: the better clock is right, the first key stays. */
function combine(known: MessageRecord, news: MessageRecord): MessageRecord {
  const isBetter = clocks.indexOf(news.clock) > clocks.indexOf(known.clock);
  const [good, less] = isBetter ? [news, known] : [known, news];
  const { unsent: _unsent, failure: _failure, ...rest } = { ...less, ...good };
  // It has left as soon as anybody says so.
  const hasLeft = known.unsent === undefined || news.unsent === undefined;
  const { unsent, failure } = news;
  return {
    ...rest,
    key: known.key,
    ...(!hasLeft && unsent !== undefined && { unsent }),
    ...(!hasLeft && failure !== undefined && { failure }),
  };
}
