import type { Connector } from '@xec/transport';
import type { Journal } from '@xec/xec';
import { tapped } from '../child/tapped.js';
import { withAttribute } from './attributes.js';
import { KnowingJournal } from './knowing-journal.js';
import type { Plant } from './plant.js';

/** Does not look at what the server has when it resumes: all that is stored is sent again. */
export class ResendWithoutH implements Plant {
  #journal: KnowingJournal | undefined = undefined;

  journal(inner: Journal): Journal {
    return (this.#journal = new KnowingJournal(inner));
  }

  connector(inner: Connector, session: string): Connector {
    return tapped(inner, () => ({
      receives: (frame) => {
        if (!frame.startsWith('<resumed')) return frame;
        return withAttribute(frame, 'h', this.#journal?.known(session).acked ?? 0);
      },
    }));
  }
}
