import fc from 'fast-check';
import { parse, write, type Element } from '../../index.js';

/** Functions by the names under which `@xec/stanza` exports them. */
type Exported = Readonly<Record<string, unknown>>;

/** What becomes of a shape that is built, written, parsed and read: it comes back. */
export interface RoundTrip {
  readonly builders: Exported;
  readonly readers: Exported;
  /** Tries made-up shapes; `compare` gets what was read, and what should have been. */
  readonly tryOut: (
    compare: (read: unknown, expected: unknown) => void,
    parameters: Pick<fc.Parameters, 'numRuns' | 'seed'>,
  ) => void;
}

interface Described<Given, Sent> {
  /** The builders that are tried. */
  readonly builders: Exported;
  /** The readers that are tried. */
  readonly readers: Exported;
  /** The shapes that are put in. */
  readonly of: fc.Arbitrary<Given>;
  readonly build: (given: Given) => Sent;
  readonly read: (sent: Sent, given: Given) => unknown;
  /** What is to be read, where that is not what was put in. */
  readonly expected?: (given: Given) => unknown;
}

/** One of elements: they go through the writer and the parser. */
export const roundTrip = <Given>(row: Described<Given, Element>): RoundTrip =>
  carried(row, (el) => parse(write(el)));

/** One of texts, as URIs and dates are. */
export const textTrip = <Given>(row: Described<Given, string>): RoundTrip =>
  carried(row, (text) => text);

const carried = <Given, Sent>(
  { builders, readers, of, build, read, expected }: Described<Given, Sent>,
  carry: (sent: Sent) => Sent,
): RoundTrip => ({
  builders,
  readers,
  tryOut: (compare, parameters) => {
    const property = fc.property(of, (given) => {
      compare(read(carry(build(given)), given), expected === undefined ? given : expected(given));
    });
    fc.assert(property, parameters);
  },
});
