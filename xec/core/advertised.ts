import type { XmlElement } from '@xec/stanza';
import type { BuildContext } from './action/build-context.js';

/** What is known where presence is made. */
export type PresenceContext = Pick<BuildContext, 'self' | 'advertised' | 'fact'>;

/** What the client says about itself in service discovery (XEP-0030): what is in use. */
export interface Advertised {
  /** `lang` is the language of `name`: without it, each server may take it for another. */
  readonly identities: readonly { category: string; type: string; name?: string; lang?: string }[];
  /** Sorted, each once. */
  readonly features: readonly string[];
  /** Nodes that stand for all of this: `nodes` of the features in use. */
  readonly nodes: () => readonly string[];
  /** What all available presence says: `inPresence` of the features in use. Made anew each time. */
  readonly inPresence: (ctx: PresenceContext) => readonly XmlElement[];
}
