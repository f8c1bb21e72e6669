/**
 * Where the project stands. A room of its own, and it imports nothing: hundreds of suites come by here,
 * and each loads anew whatever stands beside it.
 */
import { fileURLToPath } from 'node:url';

// This module runs from the sources and from dist/.
const up = import.meta.url.includes('/dist/') ? '../../../../' : '../../../';

/** The root of the project, with a slash at its end. */
export const projectRoot = fileURLToPath(new URL(up, import.meta.url));
