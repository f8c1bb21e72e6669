import { JournalError, type Journal, type UnitOfWork } from '@xec/xec';
import type { Connector } from '@xec/transport';
import { JournalAround } from '../child/journal-around.js';
import type { Plant } from './plant.js';

/** Fenced off, it takes the session again and writes on as if nothing had happened. */
class UnfencedJournal extends JournalAround {
  readonly #fences = new Map<string, number>();

  override async commit(units: readonly UnitOfWork[]): Promise<void> {
    for (;;) {
      try {
        await this.inner.commit(units.map((unit) => this.#renewed(unit)));
        return;
      } catch (error) {
        if (!(error instanceof JournalError) || error.code !== 'fenced') throw error;
        const { session } = error;
        if (session === undefined) throw error;
        const { fence } = await this.inner.open(session, { takeOver: true });
        this.#fences.set(session, fence);
      }
    }
  }

  #renewed(unit: UnitOfWork): UnitOfWork {
    const fence = this.#fences.get(unit.session) ?? unit.fence;
    return { ...unit, fence: Math.max(fence, unit.fence) };
  }
}

export class NoFence implements Plant {
  journal(inner: Journal): Journal {
    return new UnfencedJournal(inner);
  }

  connector(inner: Connector): Connector {
    return inner;
  }
}
