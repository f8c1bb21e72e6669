import { describe, expect, it } from '../../jest.js';
import { ownersContract } from './owners.js';
import { packetsContract } from './packets.js';
import { sessionsContract } from './sessions.js';
import { streamContract } from './stream.js';
import { journalStore, refusalOf, type JournalBench } from './store.js';
import { unitsContract } from './units.js';
import { valuesContract } from './values.js';

export { refusalOf, type JournalBench };

/** What each journal must do: `Journal`, said as tests. */
export function journalContract(name: string, bench: JournalBench): void {
  describe(`${name}, as a journal,`, () => {
    const store = journalStore(bench);

    it('says what it survives', async () => {
      const { journal } = await store.start();
      expect(journal.survives).toMatch(/\w/);
    });

    sessionsContract(store);
    unitsContract(store);
    valuesContract(store);
    streamContract(store);
    packetsContract(store);
    if (bench.another !== undefined) ownersContract(store, bench.another, bench.damage);
  });
}
