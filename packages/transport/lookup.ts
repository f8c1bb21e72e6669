/**
 * Who says where a name leads, and whether this process may go there.
 */
import type { Attempt } from './attempt.js';
import { connectFault } from './socket-fault.js';

/** What is asked for beside the name; Node's `dns.LookupOptions` has more. */
export interface LookupOptions {
  readonly all?: boolean | undefined;
}

/** An address that a name leads to. */
export interface LookupAddress {
  readonly address: string;
  readonly family: number;
}

/** What Node's sockets take in place of `dns.lookup`. */
export interface Lookup {
  (
    hostname: string,
    options: LookupOptions,
    callback: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void;
}

/** Where an attempt goes. */
export interface Destination {
  /** An address or a name, as in `URL.hostname`, which has brought the ways of writing it to one. */
  readonly host: string;
  /** As it stands in messages. */
  readonly name: string;
}

/**
 * Begins once `lookup` has nothing against a host that is an address already: Node's sockets do not
 * ask about those, and go there. For what `attempt` is given.
 *
 * @param begin returns what undoes it
 * @returns what undoes it, whether it has begun or not
 */
export function startAllowed<T>(
  { host, name }: Destination,
  lookup: Lookup | undefined,
  { fail }: Pick<Attempt<T>, 'fail'>,
  begin: () => () => void,
): () => void {
  const address = host.replace(/^\[|\]$/gu, '');
  if (lookup === undefined || !isAddress(address)) return begin();
  let undo = (): void => undefined;
  let isOver = false;
  lookup(address, { all: true }, (error) => {
    if (isOver) return;
    if (error === null) undo = begin();
    else fail(connectFault(name, error));
  });
  return () => {
    isOver = true;
    undo();
  };
}

const isAddress = (host: string): boolean =>
  host.includes(':') || /^\d+\.\d+\.\d+\.\d+$/u.test(host);
