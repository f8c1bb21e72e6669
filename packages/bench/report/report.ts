/** What a run found: for programs, and for people. */
import { inWords, type Case, type CaseResult, type Scale, type Table } from './case.js';
import { isBusy, type Machine } from './machine.js';
import { reaches, targets, type Target, type TargetName } from './target.js';

export interface Report {
  readonly scale: Scale;
  /** Before and after: what else went on shows in the load. */
  readonly begun: Machine;
  readonly ended: Machine;
  readonly cases: readonly ReportedCase[];
}

export interface ReportedCase extends Pick<Case, 'name' | 'about'> {
  readonly result: CaseResult;
  readonly seconds: number;
}

/** The page `docs/performance.md`. */
export function pageOf(report: Report): string {
  return [
    '# Performance',
    'Made by `npm run bench`; not by hand. Xec beside its peers, in one run: ratios mean something on any ' +
      'machine, times only on this one.',
    machineOf(report),
    '## Figures',
    summaryOf(report),
    '## Method',
    METHOD,
    ...report.cases.map(sectionOf),
  ]
    .join('\n\n')
    .concat('\n');
}

const METHOD = [
  '- Contenders take turns inside each round. Each has a process of its own for each run, and hears a ' +
    'piece that does not count first. A ratio is of one round; of the rounds the median is shown, with ' +
    'the least and the most.',
  '- The cost is user and system time of the process for one operation, its threads included.',
  '- Server and client talk over a WebSocket on this machine, after a login. The server is a process of ' +
    'its own; its time does not count.',
  '- The corpus has the same made-up stanzas for everybody: chat 22 %, presence with capabilities 17, ' +
    'groupchat 14, archive results 10, chat states 7, presence of rooms 6, receipts 5, carbons 5, ' +
    'departures 4, markers 4, PEP 3, refusals 1.6, iq results 1.4 (a roster of 500, photos); 560 bytes ' +
    'on average.',
].join('\n');

function machineOf({ scale, begun, ended }: Report): string {
  const { cpu, cores, memoryGiB, system, node, versions } = begun;
  const lines = [
    `- ${begun.at.slice(0, 10)}, ${scale} run: ${begun.at.slice(11, 16)} to ${ended.at.slice(11, 16)} UTC`,
    `- ${cores} × ${cpu}, ${memoryGiB} GiB, ${system}, Node ${node}`,
    `- ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
    `- load average before: ${begun.load.join(', ')}; after: ${ended.load.join(', ')}`,
  ];
  if (isBusy(begun)) {
    lines.push(
      '',
      '**Other programs ran at the same time.** Take the figures with care, and times not at all.',
    );
  }
  return lines.join('\n');
}

/** All targets, good or bad, and those that were not measured. */
export function summaryOf({ cases }: Pick<Report, 'cases'>): string {
  const measured = Object.assign({}, ...cases.map(({ result }) => result.measured)) as Partial<
    CaseResult['measured']
  >; // of a case each
  const rows = (Object.keys(targets) as TargetName[]).map((name) =>
    rowOf(targets[name], measured[name]),
  ); // the literal's own
  return markdownOf({ title: '', head: ['figure', 'must', 'aim', 'measured', ''], rows });
}

function rowOf(target: Target, spread: CaseResult['measured'][TargetName]): string[] {
  const sign = target.better === 'more' ? '≥' : '≤';
  const unit = target.unit === undefined ? '' : ` ${target.unit}`;
  const wanted = [target.must, target.aim].map((value) => `${sign} ${value}${unit}`);
  if (spread === undefined) return [target.figure, ...wanted, 'not measured', ''];
  return [target.figure, ...wanted, `${inWords(spread)}${unit}`, verdictOf(target, spread.median)];
}

function verdictOf(target: Target, median: number): string {
  if (reaches(target, median, target.aim)) return 'aim';
  return reaches(target, median, target.must) ? 'must' : '**missed**';
}

function sectionOf({ name, about, result, seconds }: ReportedCase): string {
  const { tables, plots = [], notes = [] } = result;
  return [
    `## ${name}`,
    about,
    ...tables.map((table) => `### ${table.title}\n\n${markdownOf(table)}`),
    ...notes,
    ...plots.map(({ file, title }) => `![${title}](performance/${file}.svg)`),
    `\`npm run bench -- ${name}\`; took ${seconds.toFixed(0)} s.`,
  ].join('\n\n');
}

/** A table of Markdown; columns of figures to the right. */
export function markdownOf({ head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
