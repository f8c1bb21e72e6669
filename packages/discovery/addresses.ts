/**
 * Which addresses a daemon may be led to by names that others chose.
 */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { TransportError, type Lookup, type LookupAddress } from '@xec/transport';

/**
 * `public`: addresses of the internet alone. `cidrs`: these besides, each an address or a network such
 * as `10.1.0.0/16`.
 */
export type AllowedAddresses = 'public' | { readonly cidrs: readonly string[] };

/** What is not of the internet: the IANA's special-purpose registry (RFC 6890), and multicast. */
const NOT_PUBLIC_4 = blockList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);
/** All of the internet there is in IPv6 (RFC 4291 section 2.4): whatever else comes is not of it. */
const GLOBAL_6 = blockList(['2000::/3']);
/** Teredo and 6to4 among them, which hold addresses of IPv4. */
const NOT_PUBLIC_6 = blockList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/**
 * A `lookup` that refuses what is not allowed, with `invalid-service`.
 *
 * It judges the address that is connected to, after the name was resolved: what a name led to before
 * does not matter.
 *
 * @param base who resolves; the system if left out
 * @throws TypeError when a network is none
 */
export function guardedLookup(allowed: AllowedAddresses, base: Lookup = lookupBySystem): Lookup {
  const listed = allowed === 'public' ? undefined : blockList(allowed.cidrs);
  return (hostname, options, callback) => {
    base(hostname, { ...options, all: true }, (error, answer) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const addresses = Array.isArray(answer) ? answer.map(({ address }) => address) : [answer];
      const all = addresses.map((address) => ({ address, family: isIP(address) }));
      const fitting = all.filter(({ address }) => isAllowed(address, listed));
      const [first] = fitting;
      if (first === undefined) callback(refused(hostname, all), []);
      else if (options.all === true) callback(null, fitting);
      else callback(null, first.address, first.family);
    });
  };
}

const lookupBySystem: Lookup = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, callback);
};

/** Some addresses. Node's `BlockList` is one; it is not named, so that browsers need no types of Node. */
interface AddressList {
  check(address: string, family: 'ipv4' | 'ipv6'): boolean;
}

/** Whether `address` is of the internet, or listed. */
export function isAllowed(address: string, listed?: AddressList): boolean {
  const plain = embedded4(address) ?? address;
  const family = isIP(plain);
  if (family === 0) return false;
  if (listed?.check(plain, family === 4 ? 'ipv4' : 'ipv6') === true) return true;
  if (family === 4) return !NOT_PUBLIC_4.check(plain, 'ipv4');
  return GLOBAL_6.check(plain, 'ipv6') && !NOT_PUBLIC_6.check(plain, 'ipv6');
}

/** IPv4 within IPv6: mapped (RFC 4291 section 2.5.5.2), or behind NAT64 (RFC 6052 section 2.1). */
function embedded4(address: string): string | undefined {
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return undefined;
  const { hostname } = new URL(`http://[${address}]`);
  const parts = /^\[(?:::ffff|64:ff9b:):([\da-f]{1,4}):([\da-f]{1,4})\]$/u.exec(hostname);
  if (parts === null) return undefined;
  const words = parts.slice(1).map((word) => parseInt(word, 16));
  return words.flatMap((word) => [word >> 8, word & 0xff]).join('.');
}

function blockList(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [net = '', prefix] = cidr.split('/', 2);
    const family = isIP(net);
    const most = family === 4 ? 32 : 128;
    const bits = prefix === undefined ? most : Number(prefix);
    if (family === 0 || !/^\d+$/u.test(prefix ?? '0') || bits > most) {
      throw new TypeError(`expected a network such as 10.1.0.0/16, got "${cidr}"`);
    }
    list.addSubnet(net, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function refused(hostname: string, found: readonly LookupAddress[]): TransportError {
  const addresses = found.map(({ address }) => address).join(', ') || 'nowhere';
  const place = addresses === hostname ? hostname : `${hostname} leads to ${addresses}, which`;
  return new TransportError(
    'invalid-service',
    `${place} is not of the internet, and not among the addresses that this daemon may connect to.`,
  );
}
