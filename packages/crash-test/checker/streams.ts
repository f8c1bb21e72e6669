import type { HistoryLine } from '../history/index.js';

type StreamLine = Extract<HistoryLine, { e: 'stream' }>;
type OpenedLine = Extract<HistoryLine, { e: 'opened' }>;

/** The streams of one session. A generation lasts from a new stream to the next one that is new. */
export class Streams {
  readonly lines: StreamLine[] = [];
  /** When half a frame was the last that a process sent. */
  readonly halfFrames: number[] = [];
  /** Who took the session from the journal, in order. */
  readonly owners: OpenedLine[] = [];

  add(line: StreamLine): void {
    this.lines.push(line);
  }

  /** Whether somebody else had taken the session by then from the process `by`, which need not know it yet. */
  isFencedOff(by: string, at: number): boolean {
    const owner = this.owners.findLast((opened) => opened.at <= at);
    return owner !== undefined && owner.by !== by;
  }

  /** When generations began. */
  get begins(): number[] {
    return this.lines.filter(({ what }) => what === 'enabled').map(({ at }) => at);
  }

  /** How many generations had begun by then. */
  generationAt(at: number): number {
    return this.begins.filter((begin) => begin <= at).length;
  }

  /** Whether the stream of that moment was there, and was never replaced until `to`. */
  isUnbroken(from: number, to = Infinity): boolean {
    const { begins } = this;
    return begins.some((at) => at < from) && !begins.some((at) => at >= from && at <= to);
  }

  /** How many generations may have got what was sent at that time. */
  generationsFrom(at: number): number {
    return 1 + this.begins.filter((begin) => begin > at).length;
  }
}
