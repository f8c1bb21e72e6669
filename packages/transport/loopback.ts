/**
 * Whether `host` names this machine: `localhost`, 127.0.0.0/8 or ::1.
 *
 * @param host as in `URL.hostname`, which has brought the ways of writing an address to one.
 */
export function isLoopbackHost(host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || host === '::1') return true;
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u.test(host);
}
