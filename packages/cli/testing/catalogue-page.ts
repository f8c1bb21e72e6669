/**
 * `docs/catalogue.md`: what each room can say and hear, from what is registered and from the comments of its
 * classes.
 */
import { readFileSync, readdirSync } from 'node:fs';
import * as xec from '@xec/xec';
import { allFeatures, descriptionOf, type Feature, type Registry } from '@xec/xec';
import { fullRegistry } from '../lists/lists.js';
import { shapeOf } from '../schema/shape.js';
import { shapeText } from '../schema/to-text.js';

const root = new URL('../../../xec/', import.meta.url);

const HEAD = `# Catalogue

What each room says and hears. This page is made from the rooms themselves
(\`XEC_WRITE_EXPECTATIONS=1 npm test -- packages/cli/lists\`); do not edit it.

Each action can also end in \`<group>_<class>_error<condition>\`, for each condition of RFC 6120 section 8.3.3 and
for what happens here: \`errortimeout\`, \`errorcancelled\`, \`errorconnectionlost\`. \`xec keys\` has the content of
every packet, \`xec actions\` the parameters.
`;

/** The page, as it should be. */
export function cataloguePage(): string {
  const registry = fullRegistry();
  const classes = exportedActions();
  return [HEAD, ...allFeatures.map((feature) => section(feature, registry, classes))].join('\n');
}

interface Sources {
  /** The room's folder. */
  readonly folder: string;
  /** Comments by the name of what they are of. */
  readonly comments: ReadonlyMap<string, string>;
  readonly example: string | undefined;
}

function section(
  feature: Feature,
  registry: Registry,
  classes: ReadonlyMap<string, string>,
): string {
  const { folder, comments, example } = sourcesOf(feature);
  const actions = (feature.actions ?? []).map((each) => descriptionOf(each));
  const heard = Object.keys(feature.packets ?? {}).filter(
    (key) => !actions.some(({ prefix }) => key.startsWith(`${prefix}_`)),
  );
  const lines = [
    `## ${feature.name}`,
    '',
    comments.get(exportName(feature)) ?? '',
    '',
    `${specifications(feature)}[More](../xec/${folder}/README.md).`,
    '',
  ];
  if (actions.length > 0) {
    lines.push('Actions:', '');
    for (const { name, prefix } of actions) {
      const keys = Object.keys(feature.packets ?? {}).filter((key) => key.startsWith(`${prefix}_`));
      const exported = classes.get(name) ?? '';
      const ends = keys.length === 0 ? '' : ` Keys: ${keys.map(code).join(', ')}.`;
      lines.push(`- **${name}**, \`${exported}\`: ${comments.get(exported) ?? ''}${ends}`);
    }
    lines.push('');
  }
  const payloads = registry.registrations.filter((each) => each.feature === feature.name);
  if (payloads.length > 0) {
    lines.push('| hears | of | from |', '|---|---|---|');
    for (const { description, name, xmlns, node } of payloads) {
      const element = `\`<${name} xmlns="${xmlns}"/>\`${node === undefined ? '' : `, node \`${node}\``}`;
      lines.push(row(description.name, element, description.senders.join(', ')));
    }
    lines.push('');
  }
  if (heard.length > 0) {
    lines.push('Packets that come unasked:', '');
    for (const key of heard) {
      const schema = registry.keys.get(key)?.schema;
      lines.push(
        `- \`${key}\`${schema === undefined ? '' : `: ${code(shapeText(shapeOf(schema)))}`}`,
      );
    }
    lines.push('');
  }
  if (example !== undefined) lines.push('```ts', example, '```', '');
  return lines.join('\n');
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const specifications = ({ xeps = [] }: Feature): string =>
  xeps
    .map(({ xep }) => `[XEP-${xep}](https://xmpp.org/extensions/xep-${xep}.html)`)
    .map((link) => `${link} · `)
    .join('');

/** The name that each action's class is exported by. */
function exportedActions(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [exported, value] of Object.entries(xec)) {
    if (typeof value !== 'function') continue;
    const name = actionName(value);
    if (name !== undefined) names.set(name, exported);
  }
  return names;
}

function actionName(target: object): string | undefined {
  try {
    return descriptionOf(target).name;
  } catch {
    return undefined; // a class of another kind, or a function
  }
}

const exportName = (feature: Feature): string =>
  Object.entries(xec).find(([, value]) => value === feature)?.[0] ?? feature.name;

function sourcesOf(feature: Feature): Sources {
  const named = new RegExp(`export const ${exportName(feature)} = (?:feature\\(|room\\.feature;)`);
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory() || ['core', 'dist', 'node_modules'].includes(entry.name)) continue;
    const folder = new URL(`${entry.name}/`, root);
    const texts = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'));
    if (!texts.some((text) => named.test(text))) continue;
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    return {
      folder: entry.name,
      comments: new Map(texts.flatMap(commentsIn)),
      example: /```ts\n([\s\S]*?)\n```/.exec(readme)?.[1],
    };
  }
  throw new Error(`expected a folder of xec/ with the feature ${feature.name}, found none`);
}

/** A comment, and what is exported below it; a decorator may stand between them. */
const COMMENTED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:@[a-z]+\((?:(?!\n\}?\))[\s\S])*\n?\}?\)\n)?export (?:abstract )?(?:class|const) (\w+)/g;

/** Comments without their margins and tags, in one line. */
function commentsIn(text: string): [string, string][] {
  return [...text.matchAll(COMMENTED)].map(([, comment = '', name = '']) => [
    name,
    comment
      .replace(/^\s*\* ?/gm, '')
      .replace(/\n@[\s\S]*$/, '')
      .replace(/\{@link (\w+)\}/g, '`$1`')
      .replace(/\s+/g, ' ')
      .trim(),
  ]);
}
