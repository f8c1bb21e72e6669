/**
 * Where files of pages go (XEP-0363). The bytes do not pass the gateway: a daemon that sent what it is given
 * to addresses out of stanzas would reach what the browser cannot (SECURITY-RULES 59), and would carry every
 * file twice. So the page's security policy names the services that are in use, one by one: a page that was
 * taken over could send nothing to anywhere else.
 */
import { isLoopbackAddress } from '@xec/stanza';

/** @throws TypeError for what is not the origin of a service: https, or http on this machine */
export function checkUploads(origins: readonly string[]): void {
  for (const origin of origins) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    const isSafe =
      url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackAddress(origin));
    // What it becomes part of is a list, in a header: one origin, and nothing else.
    if (isSafe && url.origin === origin && !/[\s;,*']/u.test(origin)) continue;
    throw new TypeError(`expected an origin as https://upload.capulet.example, got "${origin}"`);
  }
}
