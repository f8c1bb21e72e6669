import type { Jid } from '@xec/stanza';
import type { Advertised } from '../advertised.js';
import type { BoundName } from '../bounds.js';
import type { FactMap, FactSection } from '../facts.js';

/** What `build` may know of the session beside the action's params. */
export interface BuildContext {
  /** Our own full JID; before the first login the account. */
  readonly self: Jid;
  /** What this client says about itself in service discovery. */
  readonly advertised: Advertised;
  fact<S extends FactSection>(section: S, key: string): FactMap[S] | undefined;
  /** How many facts a section has. */
  count(section: FactSection): number;
  /** How much of something may be kept: what the application set, or the default. */
  bound(name: BoundName): number;
}
