/** The section Bounds of `docs/security.md`. */
import { commentedMembers } from './commented.js';
import { fixed, sources, type BoundSource } from './sources.js';

/** A bound as the table has it. */
export interface BoundRow {
  readonly setting: string;
  readonly name: string;
  /** What it bounds; empty where no comment says it. */
  readonly what: string;
  /** What happens over it; empty where nobody says it. */
  readonly over: string;
  /** The default as the comment has it; absent where it says none. */
  readonly told: string | undefined;
  /** The default as it is; absent where only the comment says it. */
  readonly amount: number | undefined;
}

/** Every bound that can be set. */
export const boundRows = (): readonly BoundRow[] => sources.flatMap(rowsOf);

function rowsOf(source: BoundSource): BoundRow[] {
  const { setting, file, declared, defaults = {}, others = [], over = {} } = source;
  return commentedMembers(file, declared)
    .filter(({ name }) => !name.endsWith('Ms') && !others.includes(name))
    .map(({ name, comment }) => {
      const [, rest = comment, told] = /^(.*?)\s*Default ([^.]+)\.$/u.exec(comment) ?? [];
      const [what = '', said] = rest.split(/\s*Over it: /u);
      const amount = defaults[name];
      return {
        setting,
        name,
        what,
        over: said ?? over[name] ?? over['*'] ?? '',
        told,
        amount: typeof amount === 'number' ? amount : undefined,
      };
    });
}

const units: Readonly<Record<string, number>> = { KiB: 2 ** 10, Mi: 2 ** 20, MiB: 2 ** 20 };

/** `1 MiB` → 1048576; `undefined` for another text. */
export function amountOf(told: string): number | undefined {
  const [, digits = '', unit] = /^([\d,]+)(?: ([A-Za-z]+))?$/u.exec(told) ?? [];
  const factor = unit === undefined ? 1 : units[unit];
  return digits === '' || factor === undefined
    ? undefined
    : Number(digits.replaceAll(',', '')) * factor;
}

const HEAD = `## Bounds

Whatever others can make a client, or a gateway, keep has a bound. Those of rooms are set by their names,
\`limits: { bounds: { 'caps.known': 100 } }\`: a misspelt one is no type, and a \`TypeError\`. They hold for what a
session finds in its journal, too: above a bound the oldest is forgotten. The occupants of rooms are not kept at all.
What one entry of a bound may weigh is what a stanza may.

| set in | bound | default | what | over it |
|---|---|--:|---|---|`;

const FIXED = `These are sizes that nobody needs to set:

| where | what |
|---|---|`;

/** The section, as Markdown. */
export function boundsSection(): string {
  const rows = boundRows().map(
    ({ setting, name, what, over, told, amount }) =>
      `| ${setting} | \`${name}\` | ${told ?? amount?.toLocaleString('en-GB') ?? ''} | ${what} | ${over} |`,
  );
  const others = Object.entries(fixed).map(([place, what]) => {
    const [file = '', name = ''] = place.split(' ');
    return `| \`${name}\` in \`${file}\` | ${what} |`;
  });
  return [HEAD, ...rows, '', FIXED, ...others, ''].join('\n');
}
