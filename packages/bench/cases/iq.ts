import type { Rounds } from '../contest/rounds.js';
import type { ContenderName as JournalName } from '../journals/contenders.js';
import { measureJournals, type JournalFigures, type RoundCost } from '../journals/measure.js';
import type { Case, CaseResult, CaseSettings, Scale, Table } from '../report/case.js';
import { cell, ratios } from './contenders.js';

const sizes: Record<Scale, { readonly rounds: number; readonly roundMs: number }> = {
  full: { rounds: 5, roundMs: 2000 },
  quick: { rounds: 2, roundMs: 500 },
  small: { rounds: 1, roundMs: 20 },
};

const ALONE = 1;
const TOGETHER = 1000;

const names = (settings: CaseSettings): JournalName[] => {
  const all: JournalName[] = ['socket alone', 'xmpp.js', 'memory', 'sqlite normal'];
  return all.filter((name) => !settings.withoutPeers || name !== 'xmpp.js');
};

/** Round trips, with what durability costs. */
export const iq: Case = {
  name: 'iq',
  about:
    'Requests and their answers, one in flight and 1,000, with stream management on; xmpp.js stores ' +
    'nothing. `npm run bench -- journals` has the other journals, and times.',
  async run(settings): Promise<CaseResult> {
    const contenders = names(settings);
    const inFlight = [ALONE, TOGETHER];
    const figures = await measureJournals({ contenders, inFlight, ...sizes[settings.scale] });
    const alone = roundsOf(figures, ALONE);
    const together = roundsOf(figures, TOGETHER);
    return {
      measured: {
        ...ratios(together, ({ perSecond }) => perSecond, {
          iqMemory: ['memory', 'xmpp.js'],
          iqSqlite: ['sqlite normal', 'xmpp.js'],
          iqDurable: ['sqlite normal', 'memory'],
        }),
        ...ratios(alone, ({ cpuUs }) => cpuUs, { iqAlone: ['xmpp.js', 'memory'] }),
      },
      tables: [tableOf(ALONE, alone), tableOf(TOGETHER, together)],
    };
  },
};

type Found = Rounds<JournalName, RoundCost>;

/** The rounds of one kind, by contender. */
const roundsOf = (figures: readonly JournalFigures[], inFlight: number): Found =>
  new Map(
    figures
      .filter((each) => each.inFlight === inFlight)
      .map(({ contender, perRound }) => [contender, perRound]),
  );

const tableOf = (inFlight: number, found: Found): Table => ({
  title: `IQ round trips, ${inFlight} in flight`,
  head: ['', 'per second', 'CPU µs'],
  rows: Array.from(found, ([name, samples]) => [
    name,
    cell(samples, ({ perSecond }) => perSecond, 0),
    cell(samples, ({ cpuUs }) => cpuUs),
  ]),
});
