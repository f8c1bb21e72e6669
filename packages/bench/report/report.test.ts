import { describe, expect, it } from '@jest/globals';
import { pageOf, type Report } from './report.js';
import { targets } from './target.js';

const machine = {
  ...{ at: '2026-11-27T06:00:00.000Z', cpu: 'A processor', cores: 2, memoryGiB: 8 },
  ...{ system: 'Linux', node: 'v20', load: [0.1, 0.2, 0.3], versions: { xec: '0.1.0' } },
};
const report: Report = {
  ...{ scale: 'full', begun: machine, ended: machine },
  cases: [
    {
      ...{ name: 'flood', about: 'A flood.', seconds: 3 },
      result: {
        measured: {
          floodStanzaJs: { median: 13, min: 12, max: 14 },
          floodXmppJs: { median: 2, min: 1, max: 3 },
          floodSwitch: { median: 9, min: 8, max: 10 },
        },
        tables: [{ title: 'Flood', head: ['', 'µs'], rows: [['xec', '1.0']] }],
        plots: [{ file: 'x', title: 'X', load: '', cost: '', series: [] }],
      },
    },
  ],
};

describe('the page', () => {
  const page = pageOf(report);

  it('has a row for each target, also for those that were not measured', () => {
    for (const { figure } of Object.values(targets)) expect(page).toContain(`| ${figure} | `);
    expect(page.match(/not measured/gu)).toHaveLength(Object.keys(targets).length - 3);
  });

  it('says what was reached, and what was not', () => {
    expect(page).toMatch(
      /stanza\.js \/ ours \| ≥ 6 \| ≥ 12 \| 13\.00 \(12\.00–14\.00\) \| aim \|/u,
    );
    expect(page).toMatch(/xmpp\.js \/ ours \| ≥ 1\.8 \| ≥ 3\.3 \| 2\.00 .* \| must \|/u);
    expect(page).toMatch(/switch\) \| ≤ 1\.2 \| ≤ 0\.65 \| 9\.00 .* \| \*\*missed\*\* \|/u);
  });

  it('has tables and plots', () => {
    expect(page).toContain('|  | µs |\n| --- | ---: |\n| xec | 1.0 |');
    expect(page).toContain('![X](performance/x.svg)');
  });

  it('says so where the machine was busy', () => {
    expect(page).not.toContain('Other programs ran');
    const busy = { ...machine, load: [7, 6, 5] };
    expect(pageOf({ ...report, begun: busy })).toContain('Other programs ran');
  });
});
