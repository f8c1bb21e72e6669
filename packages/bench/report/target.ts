/** What Xec has to reach, and what it would like to. Ratios of one run, save where a unit is named. */

export interface Target {
  /** What is measured, in words. */
  readonly figure: string;
  readonly must: number;
  readonly aim: number;
  /** Whether more is better, or less. */
  readonly better: 'more' | 'less';
  readonly unit?: string;
}

/** By name: cases find them under it. */
export const targets = {
  floodStanzaJs: {
    ...{ figure: 'CPU a stanza, flood over WebSocket: stanza.js / ours', must: 6, aim: 12 },
    better: 'more',
  },
  floodXmppJs: {
    ...{ figure: 'CPU a stanza, flood over WebSocket: xmpp.js / ours', must: 1.8, aim: 3.3 },
    better: 'more',
  },
  floodSwitch: {
    ...{ figure: 'CPU a stanza, flood over WebSocket: ours / (ltx.parse + switch)' },
    ...{ must: 1.2, aim: 0.65, better: 'less' },
  },
  turns: {
    ...{ figure: 'CPU a stanza, 500 sessions taking turns: ours / bare ws', must: 2, aim: 1.4 },
    better: 'less',
  },
  iqMemory: {
    ...{ figure: 'IQ/s, 1,000 in flight: ours in memory / xmpp.js', must: 2, aim: 3 },
    better: 'more',
  },
  iqSqlite: {
    ...{
      figure: 'IQ/s, 1,000 in flight: ours with SQLite (NORMAL) / xmpp.js',
      must: 1.3,
      aim: 2.3,
    },
    better: 'more',
  },
  iqDurable: {
    ...{ figure: 'IQ/s, 1,000 in flight: ours with SQLite (NORMAL) / ours in memory' },
    ...{ must: 0.6, aim: 0.75, better: 'more' },
  },
  iqAlone: {
    ...{ figure: 'CPU an IQ, one in flight: xmpp.js / ours in memory', must: 1.2, aim: 1.6 },
    better: 'more',
  },
  pending: {
    ...{ figure: 'IQ/s with 100,000 pending / with 1,000', must: 0.8, aim: 0.95, better: 'more' },
  },
  idleMemory: {
    ...{ figure: 'memory of an idle session, at 5,000: ours / xmpp.js', must: 0.8, aim: 0.6 },
    better: 'less',
  },
  connect: {
    ...{ figure: 'CPU to connect a session: ours / xmpp.js', must: 0.8, aim: 0.55, better: 'less' },
  },
  idleCpu: {
    ...{
      figure: 'CPU of idle sessions, at 5,000: ours / bare ws',
      must: 2,
      aim: 1,
      better: 'less',
    },
  },
  dispatch: {
    ...{ figure: 'CPU a stanza with 10,000 payloads in use / with 100', must: 1.2, aim: 1.05 },
    better: 'less',
  },
  md5: {
    ...{ figure: 'md5 computed for a stanza', must: 0, aim: 0, better: 'less', unit: 'calls' },
  },
  pairsSqlite: {
    ...{ figure: 'SQLite journal pairs/s with 1,000,000 pending / with 100,000' },
    ...{ must: 0.6, aim: 0.9, better: 'more' },
  },
  pairsMemory: {
    ...{ figure: 'memory journal pairs/s with 1,000,000 pending / with 100,000' },
    ...{ must: 0.6, aim: 0.9, better: 'more' },
  },
  bundleXmppJs: {
    ...{ figure: 'smallest client for browsers, gzip: ours / xmpp.js', must: 1.6, aim: 1.2 },
    better: 'less',
  },
  bundleStanzaJs: {
    ...{ figure: 'smallest client for browsers, gzip: ours / stanza.js', must: 0.24, aim: 0.18 },
    better: 'less',
  },
  kept: {
    ...{ figure: 'heap kept for a handled stanza', must: 4, aim: 0, better: 'less', unit: 'B' },
  },
  managed: {
    ...{
      figure: 'CPU a stanza, stream management on: ours with SQLite and packets kept / in memory',
    },
    ...{ must: 3, aim: 2, better: 'less' },
  },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof targets;

/** Whether `measured` is as good as `wanted`, or better. */
export const reaches = (target: Target, measured: number, wanted: number): boolean =>
  target.better === 'more' ? measured >= wanted : measured <= wanted;
