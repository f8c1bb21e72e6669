/** One contender in a process of its own: runs the rounds that it is asked for. */
import { openContender, type ContenderSetup } from './contenders.js';
import { runRound, type RoundPlan } from './round.js';

// The parent's own message.
const contender = await openContender(JSON.parse(process.argv[2] ?? '') as ContenderSetup);
process.on('message', (plan: RoundPlan) => {
  void runRound(() => contender.ask(), plan).then((figures) => process.send?.(figures));
});
process.once('disconnect', () => {
  void contender.close().then(() => process.exit());
});
process.send?.('ready');
