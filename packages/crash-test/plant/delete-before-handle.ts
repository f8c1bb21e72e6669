import type { Connector } from '@xec/transport';
import { unitOf, type Journal } from '@xec/xec';
import { tapped } from '../child/tapped.js';
import { attribute } from './attributes.js';
import { KnowingJournal } from './knowing-journal.js';
import type { Plant } from './plant.js';

/** Takes a request out of the journal when its answer is there, before the session has seen it. */
export class DeleteBeforeHandle implements Plant {
  #journal: KnowingJournal | undefined = undefined;

  journal(inner: Journal): Journal {
    return (this.#journal = new KnowingJournal(inner));
  }

  connector(inner: Connector, session: string): Connector {
    return tapped(inner, () => ({
      receives: (frame) => {
        this.#delete(frame, session);
        return frame;
      },
    }));
  }

  #delete(frame: string, session: string): void {
    const known = this.#journal?.known(session);
    const id = attribute(frame, 'id') ?? '';
    if (known === undefined || !frame.startsWith('<iq') || !known.pending.has(id)) return;
    const done = this.#journal?.commit([unitOf({ session, fence: known.fence, taken: [id] })]);
    void done?.catch(() => undefined);
  }
}
