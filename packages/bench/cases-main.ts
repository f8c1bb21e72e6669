/**
 * `npm run bench [-- <case>…] [--quick] [--small] [--without-peers] [--json]`: measures, and prints the
 * table. Without a case all of them run, and docs/performance.md is written.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cases } from './cases/index.js';
import { installPeers } from './install-peers.js';
import type { Case, CaseSettings, Plot, Scale } from './report/case.js';
import { machine } from './report/machine.js';
import { pageOf, summaryOf, type Report, type ReportedCase } from './report/report.js';
import { svgOf } from './report/svg.js';
import { tableOf } from './table.js';

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
    'without-peers': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const scale: Scale = values.small ? 'small' : values.quick ? 'quick' : 'full';
const withoutPeers = values['without-peers'];
if (!withoutPeers) installPeers();

const chosen = cases.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const begun = machine();
const reported: ReportedCase[] = [];
const isForThePage = positionals.length === 0 && scale !== 'small' && !withoutPeers;
const reportOf = (): Report => ({ scale, begun, ended: machine(), cases: reported });
for (const each of chosen) {
  reported.push(await runCase(each, { scale, withoutPeers }));
  if (isForThePage) await write(reportOf()); // a run that is broken off leaves what it found
}
console.log(values.json ? JSON.stringify(reportOf()) : summaryOf(reportOf()));

async function runCase(each: Case, settings: CaseSettings): Promise<ReportedCase> {
  const { name, about } = each;
  const since = performance.now();
  const result = await each.run(settings);
  const seconds = (performance.now() - since) / 1000;
  if (!values.json) {
    console.log(`${name}, ${seconds.toFixed(0)} s`);
    for (const { title, head, rows } of result.tables) {
      console.log(`\n${title}\n${tableOf(head, rows)}`);
    }
    console.log([...(result.notes ?? []), ''].join('\n'));
  }
  return { name, about, result, seconds };
}

/** The page, what it is made of, and its plots. */
async function write(whole: Report): Promise<void> {
  const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
  const folder = `${docs}performance`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${docs}performance.md`, pageOf(whole));
  await writeFile(`${folder}/performance.json`, `${JSON.stringify(whole, undefined, 1)}\n`);
  const plots: Plot[] = whole.cases.flatMap(({ result }) => result.plots ?? []);
  for (const plot of plots) await writeFile(`${folder}/${plot.file}.svg`, svgOf(plot));
}
