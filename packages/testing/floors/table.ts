/**
 * The floors of the house, as data: who may import whom. Imports go down, never up or round.
 */

/** What the files of one workspace may import. */
export interface Floor {
  /** Folder names of workspaces; `*` at the end stands for any rest. */
  readonly workspaces: readonly string[];
  /** Names of libraries, or any. */
  readonly libraries: readonly string[] | 'any';
  /** Whether Node's built-in modules may be used: not where browsers run the same code. */
  readonly node: boolean;
}

/** Pure libraries: the floors that have no I/O use no others. */
const PURE = ['ltx', 'valibot', 'reflect-metadata', '@noble/hashes'] as const;

const anything: Floor = { workspaces: ['*'], libraries: 'any', node: true };
const transport: Floor = { workspaces: ['transport'], libraries: 'any', node: true };
const started: Floor = { workspaces: ['client', 'xec', 'stanza'], libraries: 'any', node: true };

/** By folder name; `*` at the end stands for any rest, and the longest name that fits counts. */
export const FLOORS: Readonly<Record<string, Floor>> = {
  // Floor 1: what stanzas look like. Pure.
  stanza: { workspaces: [], libraries: PURE, node: false },
  // Floor 2: what stanzas mean. No I/O.
  xec: { workspaces: ['stanza'], libraries: PURE, node: false },
  // Floor 3: bytes, sockets, disk. A transport knows text frames, and no stanzas.
  transport: { workspaces: [], libraries: [], node: false },
  'transport-*': transport,
  // They cut their streams into elements with the cutter of stanza/core.
  'transport-tcp': { ...transport, workspaces: ['transport', 'stanza'] },
  'transport-bosh': { ...transport, workspaces: ['transport', 'stanza'] },
  // Finds where a domain's server is, and lets a transport go there. It reads the host-meta's XML.
  discovery: { ...transport, workspaces: ['transport', 'stanza'] },
  'journal-*': { workspaces: ['xec'], libraries: 'any', node: true },
  'journal-memory': { workspaces: ['xec'], libraries: [], node: false },
  'journal-idb': { workspaces: ['xec'], libraries: [], node: false },
  session: { workspaces: ['stanza', 'xec', 'transport'], libraries: 'any', node: false },
  // Floor 4: the wiring. It runs in browsers too.
  client: {
    workspaces: ['stanza', 'xec', 'session', 'transport', 'transport-*', 'discovery', 'journal-*'],
    libraries: 'any',
    node: false,
  },
  // Floor 5: what people start.
  gateway: started,
  // It offers a journal in a file.
  cli: { ...started, workspaces: [...started.workspaces, 'journal-sqlite'] },
  // What interfaces are made of: packets come, requests go. They do not know what stands behind.
  'packet-source': { workspaces: ['xec'], libraries: 'any', node: false },
  state: { workspaces: ['xec', 'packet-source'], libraries: 'any', node: false },
  widgets: { workspaces: ['xec', 'packet-source', 'state'], libraries: 'any', node: false },
  react: { workspaces: ['packet-source'], libraries: 'any', node: false },
  vue: { workspaces: ['packet-source'], libraries: 'any', node: false },
  svelte: { workspaces: ['packet-source'], libraries: 'any', node: false },
  devserver: { workspaces: ['stanza', 'transport', 'transport-*'], libraries: 'any', node: true },
  // What does not ship. Nothing above names them, so nothing that ships imports them.
  testing: anything,
  bench: anything,
  'crash-test': anything,
  fuzz: anything,
  demo: anything,
  'example-*': anything,
};

/** Libraries that one workspace alone may import: the container is asked in the wiring only. */
export const RESERVED: Readonly<Record<string, string>> = { tsyringe: 'client' };

/** Workspaces whose folders are features, except `core`; see `checkRoom`. */
export const WORKSPACES_WITH_ROOMS: readonly string[] = ['stanza', 'xec'];

/** The floor of a workspace, by its folder name; `undefined` when the table does not have it. */
export function floorOf(workspace: string): Floor | undefined {
  const fitting = Object.keys(FLOORS).filter((name) => fits(name, workspace));
  const [longest] = fitting.sort((one, other) => other.length - one.length);
  return longest === undefined ? undefined : FLOORS[longest];
}

/** Whether a folder name is the one that `pattern` names. */
export const fits = (pattern: string, workspace: string): boolean =>
  pattern.endsWith('*') ? workspace.startsWith(pattern.slice(0, -1)) : pattern === workspace;
