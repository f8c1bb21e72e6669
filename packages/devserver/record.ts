/**
 * The record of what went over the wire, for tests to read.
 */
export interface WireLine {
  readonly at: Date;
  /** The number of the connection, from 1 in the order they came. */
  readonly connection: number;
  /** As the server sees it: `in` came from the client. */
  readonly direction: 'in' | 'out';
  readonly xml: string;
}

const MAX_LINES = 10_000;

/** The last 10,000 frames; nothing unless it is switched on. */
export class WireRecord {
  readonly lines: WireLine[] = [];

  constructor(private readonly isOn: boolean) {}

  add(connection: number, direction: 'in' | 'out', xml: string): void {
    if (!this.isOn) return;
    this.lines.push({ at: new Date(), connection, direction, xml });
    if (this.lines.length > MAX_LINES) this.lines.splice(0, MAX_LINES / 10);
  }
}
