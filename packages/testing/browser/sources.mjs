/** Where bundlers find the sources of the packages: those for browsers, where there are two. */
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

export const sources = [
  {
    find: /^@xec\/(transport-websocket|transport-bosh|transport-tcp|discovery)$/,
    replacement: `${projectRoot}packages/$1/browser.ts`,
  },
  { find: /^@xec\/(stanza|xec)$/, replacement: `${projectRoot}$1/index.ts` },
  { find: /^@xec\/([a-z-]+)$/, replacement: `${projectRoot}packages/$1/index.ts` },
];

/** Components of Svelte, which bundlers do not know by themselves. */
export const svelte = {
  name: 'svelte',
  async transform(code, id) {
    if (!id.endsWith('.svelte')) return undefined;
    const { compile } = await import('svelte/compiler');
    return compile(code, { filename: id, generate: 'client' }).js;
  },
};
