/**
 * `docs/catalogue.md`: what each room can say and hear, from what is registered and from the comments of its
 * classes.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import * as client from '@xec/client';
import * as xec from '@xec/xec';
import { descriptionOf, type Feature, type Registry } from '@xec/xec';
import { fullRegistry } from '../lists/lists.js';
import { shapeOf } from '../schema/shape.js';
import { shapeText } from '../schema/to-text.js';
import { commentsIn } from './comments.js';
import { specifiedBy } from './specified-by.js';

const house = new URL('../../../', import.meta.url);

const HEAD = `# Catalogue

What each room says and hears. This page is made from the rooms themselves
(\`XEC_WRITE_EXPECTATIONS=1 npm test -- packages/cli/lists\`); do not edit it.

An action that has no key \`<group>_<class>_error\` can also end in \`<group>_<class>_error<condition>\`, for each
condition of RFC 6120 section 8.3.3 and for what happens here: \`errortimeout\`, \`errorcancelled\`,
\`errorconnectionlost\`. One that has it tells there of every error for which it has no key of its own. Each can end
in \`errormalformedreply\`, where the answer does not hold what it must, and in \`errorhandlerfailed\`, where the
action itself failed. A condition that an action takes for an answer, as its text says, is no error and has no key.
\`xec keys\` has every key with the content of its packets, \`xec actions\` the parameters.

The sections are those that the comments of the code name.
`;

/** The page, as it should be: every feature of the registry, those that others bring along included. */
export function cataloguePage(registry = fullRegistry()): string {
  const told = new Set<string>();
  const sections = registry.features.map((feature) => {
    const sources = sourcesOf(feature);
    const isFirst = !told.has(sources.folder);
    told.add(sources.folder);
    return section(feature, registry, isFirst ? sources : { ...sources, example: undefined });
  });
  return [HEAD, ...sections].join('\n');
}

interface Sources {
  /** The room's folder, as `xec/roster`. */
  readonly folder: string;
  /** Comments by the name of what they are of. */
  readonly comments: ReadonlyMap<string, string>;
  /** The text of each file. */
  readonly texts: readonly string[];
  /** Of the folder's README; two features of one folder share it, and the first one shows it. */
  readonly example: string | undefined;
}

function section(feature: Feature, registry: Registry, sources: Sources): string {
  const about = sources.comments.get(exportName(feature)) ?? '';
  const links = [...specifications(feature), ...more(sources.folder)].join(' · ');
  return [
    `## ${feature.name}\n`,
    `${about}\n`,
    ...(links === '' ? [] : [`${links}.\n`]),
    ...actions(feature, sources),
    ...payloads(feature, registry, sources),
    ...(feature === client.sessionFeature ? readBySession : []),
    ...unasked(feature, registry),
    ...(sources.example === undefined ? [] : ['```ts', sources.example, '```\n']),
  ].join('\n');
}

function actions(feature: Feature, sources: Sources): string[] {
  const lines = (feature.actions ?? []).map((type) => {
    const { name, prefix } = descriptionOf(type);
    const exported = exportName(type);
    const keys = Object.keys(feature.packets ?? {}).filter((key) => key.startsWith(`${prefix}_`));
    const ends = keys.length === 0 ? '' : ` Keys: ${keys.map(code).join(', ')}.`;
    const by = specifiedBy(exported, sources, feature);
    const where = by === '' ? '' : ` Specified in: ${by}.`;
    return `- **${name}**, ${code(exported)}: ${sources.comments.get(exported) ?? ''}${ends}${where}`;
  });
  return lines.length === 0 ? [] : ['Actions:\n', ...lines, ''];
}

function payloads(feature: Feature, registry: Registry, sources: Sources): string[] {
  const rows = registry.registrations
    .filter((each) => each.feature === feature.name)
    .map(({ type, description, name, xmlns, node }) => {
      const element = `\`<${name} xmlns="${xmlns}"/>\`${node === undefined ? '' : `, node \`${node}\``}`;
      // Older namespaces of what a room tells are heard by classes that nobody imports.
      const by = specifiedBy(exportedNames.get(type) ?? description.name, sources, feature);
      return row(description.name, element, description.senders.join(', '), by);
    });
  if (rows.length === 0) return [];
  return ['| hears | of | from | specified in |', '|---|---|---|---|', ...rows, ''];
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** What sessions read themselves, each in one state of the stream. */
const readBySession: readonly string[] = [
  '| reads itself | of | from | in which state of the stream |',
  '|---|---|---|---|',
  ...client.sessionElements.map((each) =>
    row(each.class, code(`<${each.name} xmlns="${each.xmlns}"/>`), 'server', code(each.place)),
  ),
  '',
];

function unasked(feature: Feature, registry: Registry): string[] {
  const prefixes = (feature.actions ?? []).map((each) => `${descriptionOf(each).prefix}_`);
  const lines = Object.keys(feature.packets ?? {})
    .filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)))
    .map((key) => {
      const schema = registry.keys.get(key)?.schema;
      const holds = schema === undefined ? '' : code(shapeText(shapeOf(schema)));
      return `- ${code(key)}${holds === '' ? '' : `: ${holds}`}`;
    });
  return lines.length === 0 ? [] : ['Packets that come unasked:\n', ...lines, ''];
}

const specifications = ({ xeps = [] }: Feature): string[] =>
  xeps.map(({ xep }) => `[XEP-${xep}](https://xmpp.org/extensions/xep-${xep}.html)`);

const more = (folder: string): string[] =>
  existsSync(new URL(`${folder}/README.md`, house)) ? [`[More](../${folder}/README.md)`] : [];

const exportedNames = new Map<unknown, string>(
  [...Object.entries(client), ...Object.entries(xec)].map(([name, value]) => [value, name]),
);

/** The name by which applications import a feature, an action or a payload. */
function exportName(value: object): string {
  const name = exportedNames.get(value);
  if (name === undefined) throw new Error(`expected an export, got ${JSON.stringify(value)}`);
  return name;
}

function sourcesOf(feature: Feature): Sources {
  const named = new RegExp(`export const ${exportName(feature)} = (?:feature\\(|room\\.feature;)`);
  for (const folder of folders) {
    const here = new URL(`${folder}/`, house);
    const texts = readdirSync(here)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(file, here), 'utf8'));
    if (!texts.some((text) => named.test(text))) continue;
    const readme = new URL('README.md', here);
    const example = existsSync(readme)
      ? /```ts\n([\s\S]*?)\n```/.exec(readFileSync(readme, 'utf8'))?.[1]
      : undefined;
    return { folder, comments: new Map(texts.flatMap(commentsIn)), texts, example };
  }
  throw new Error(`expected a folder with the feature ${feature.name}, found none`);
}

const folders: readonly string[] = [
  ...readdirSync(new URL('xec/', house), { withFileTypes: true })
    .filter((each) => each.isDirectory() && !['core', 'dist', 'node_modules'].includes(each.name))
    .map(({ name }) => `xec/${name}`),
  'packages/session',
];
