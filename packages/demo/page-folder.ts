import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The built page: beside the compiled demo, also seen from its sources.
 *
 * @throws Error when it was not built
 */
export function pageFolder(): string {
  const isCompiled = import.meta.url.includes('/dist/');
  const folder = fileURLToPath(new URL(isCompiled ? 'page' : 'dist/page', import.meta.url));
  if (existsSync(`${folder}/index.html`)) return folder;
  throw new Error('the page is not built: npm run build && npm run build:page');
}
