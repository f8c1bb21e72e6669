import type { Connector } from '@xec/transport';
import type { Journal } from '@xec/xec';
import { tapped } from '../child/tapped.js';
import { attribute, withAttribute } from './attributes.js';
import { KnowingJournal } from './knowing-journal.js';
import type { Plant } from './plant.js';

/** Takes an answer from anybody who knows the request's id. */
export class DedupeByIdOnly implements Plant {
  #journal: KnowingJournal | undefined = undefined;

  journal(inner: Journal): Journal {
    return (this.#journal = new KnowingJournal(inner));
  }

  connector(inner: Connector, session: string): Connector {
    return tapped(inner, () => ({
      receives: (frame) => {
        const to = this.#journal?.known(session).pending.get(attribute(frame, 'id') ?? '');
        if (to === undefined || !frame.startsWith('<iq')) return frame;
        return withAttribute(frame, 'from', to);
      },
    }));
  }
}
