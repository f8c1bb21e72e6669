import { createColors } from 'picocolors';
import type { Explanation } from './explain.js';

/** An explanation for people: the verdict, and what led to it. */
export function treeText(explanation: Explanation, hasColours: boolean): string {
  const { bold, dim, green, red, yellow } = createColors(hasColours);
  const { verdict, reason, text, tried, packets, sent, pending, faults = [] } = explanation;
  const colour = {
    dispatched: green,
    completed: green,
    accepted: green,
    woken: green,
    ignored: yellow,
    answered: yellow,
    'set-aside': yellow,
    'login-failed': red,
    'stream-error': red,
  };
  const branches: [title: string, leaves: string[]][] = [
    ['tried', tried.map((look) => lookText(look, dim))],
    ['packets', packets.map(({ key, content }) => `${bold(key)} ${JSON.stringify(content)}`)],
    ['sent', [...sent]],
    ['pending', [...pending]],
    ['faults', faults.map((fault) => red(fault))],
  ];
  const why = text === undefined ? reason : `${reason}: ${text}`;
  return [
    `${bold(colour[verdict](verdict))}  ${why}`,
    ...branches.filter(([, leaves]) => leaves.length > 0).flatMap(branchLines),
  ].join('\n');
}

const lookText = (
  { level, name, xmlns, node, hash, payload }: Explanation['tried'][number],
  dim: (text: string) => string,
): string => {
  const of = node === null ? '' : ` node ${node}`;
  return `${'  '.repeat(level - 1)}<${name} xmlns='${xmlns}'>${of} ${dim(hash)} → ${payload ?? dim('nothing')}`;
};

function branchLines(
  [title, leaves]: readonly [string, readonly string[]],
  index: number,
  all: readonly unknown[],
): string[] {
  const isLast = index === all.length - 1;
  return [
    `${isLast ? '└' : '├'}─ ${title}`,
    ...leaves.map((leaf) => `${isLast ? ' ' : '│'}    ${leaf}`),
  ];
}
