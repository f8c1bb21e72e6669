import { isElement, type Element } from '../core/index.js';
import { NS_XHTML } from './namespace.js';

/** Elements that stand on lines of their own. */
const blocks: ReadonlySet<string> = new Set(
  'address blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul'.split(' '),
);
/** Elements whose text is not for people. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template']);

/**
 * The text of XHTML, a block a line; white space is collapsed, save in `<pre/>`.
 *
 * What is no XHTML has no text here: nobody knows what it means.
 */
export function xhtmlText(el: Element): string {
  const lines: string[] = [''];
  collect(el, lines, false);
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

function collect(el: Element, lines: string[], isPreformatted: boolean): void {
  const name = el.getName();
  if (el.getNS() !== NS_XHTML || silent.has(name)) return;
  const isBlock = blocks.has(name);
  if (isBlock) lines.push('');
  for (const node of el.children) {
    if (isElement(node)) collect(node, lines, isPreformatted || name === 'pre');
    else if (isPreformatted || name === 'pre') append(lines, node);
    else append(lines, collapsed(node, lines.at(-1) ?? ''));
  }
  if (isBlock) lines.push('');
}

const append = (lines: string[], text: string): void => {
  const [first = '', ...more] = text.split('\n');
  lines[lines.length - 1] = (lines.at(-1) ?? '') + first;
  lines.push(...more);
};

/** Runs of white space are one space, and none at the beginning of a line or after another. */
const collapsed = (text: string, line: string): string => {
  const short = text.replace(/[ \t\r\n]+/g, ' ');
  return line === '' || line.endsWith(' ') ? short.replace(/^ /, '') : short;
};
