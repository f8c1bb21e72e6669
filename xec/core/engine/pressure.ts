/** Who stops reading, and reads on. */
export interface PressedReader {
  onPressure(isHigh: boolean): void;
}

/** Why nothing should be read from the stream now: handlers, or the journal, are behind. */
export class Pressure {
  readonly #reader: PressedReader;
  #handlers = false;
  #journal = false;

  constructor(reader: PressedReader) {
    this.#reader = reader;
  }

  ofHandlers(isHigh: boolean): void {
    this.#change(isHigh, this.#journal);
  }

  ofJournal(isHigh: boolean): void {
    this.#change(this.#handlers, isHigh);
  }

  #change(handlers: boolean, journal: boolean): void {
    const was = this.#handlers || this.#journal;
    this.#handlers = handlers;
    this.#journal = journal;
    if (was !== (handlers || journal)) this.#reader.onPressure(!was);
  }
}
