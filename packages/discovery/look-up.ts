/**
 * From a domain to the places where its server may be, in the order in which they are tried.
 */
import { parseJid } from '@xec/stanza';
import { TransportError } from '@xec/transport';
import type { Candidate, Scheme } from './candidate.js';
import { askHostMeta, type Fetch } from './host-meta.js';
import { within } from './within.js';
import { askSrv, srvCandidates, type SrvAnswer, type SrvResolver } from './srv.js';

/** Who is asked, and for what. */
export interface LookUp {
  /** Absent where nobody can be asked: in browsers. */
  readonly resolver: SrvResolver | undefined;
  readonly fetch: Fetch;
  readonly redirect: 'manual' | 'follow';
  readonly random: () => number;
  /** What the next look-up may take, in milliseconds. */
  readonly timeLeft: () => number;
  /** What is of use: nothing else is looked up. */
  readonly schemes: readonly Scheme[];
  readonly signal: AbortSignal | undefined;
  /** Hears of look-ups that failed, in whole sentences. */
  readonly onFault: (sentence: string) => void;
}

/** More are not tried: records are cheap for those who make them. */
const MAX_CANDIDATES = 16;

/**
 * The candidates: those of SRV records, then those of the host-meta, which is asked when the first are
 * used up; last the domain itself, where the DNS names nothing (RFC 6120 section 3.2.2).
 *
 * @throws TransportError `invalid-service` when `domain` is none; the signal's reason when it aborts
 */
export async function* lookUp(domain: string, how: LookUp): AsyncGenerator<Candidate, void> {
  const { host, isName } = readDomain(domain);
  const has = (scheme: Scheme): boolean => how.schemes.includes(scheme);
  let count = 0;
  const isEnough = (): boolean => count++ >= MAX_CANDIDATES;

  const answers = isName ? await askBoth(host, how) : { xmpps: NONE, xmpp: NONE };
  how.signal?.throwIfAborted();
  for (const candidate of srvCandidates(domain, answers, how.random)) {
    if (!has(candidate.scheme)) continue;
    if (isEnough()) return;
    yield candidate;
  }
  for (const { scheme, href } of isName && (has('wss') || has('https'))
    ? await links(host, how)
    : []) {
    if (!has(scheme)) continue;
    if (isEnough()) return;
    yield { service: href, scheme, domain, from: 'host-meta' };
  }
  how.signal?.throwIfAborted();
  if (has('xmpp') && namesNothing(answers)) {
    yield { service: `xmpp://${host}:5222`, scheme: 'xmpp', domain, from: 'fallback' };
  }
}

const NONE: SrvAnswer = { kind: 'none' };

/** Whether the domain's own address is left to try. */
const namesNothing = ({ xmpps, xmpp }: { xmpps: SrvAnswer; xmpp: SrvAnswer }): boolean =>
  xmpps.kind !== 'records' && (xmpp.kind === 'none' || xmpp.kind === 'failed');

async function askBoth(host: string, how: LookUp) {
  const { resolver, schemes } = how;
  const ask = async (scheme: 'xmpps' | 'xmpp'): Promise<SrvAnswer> => {
    const service = `${scheme}-client` as const;
    if (resolver === undefined || !schemes.includes(scheme)) return NONE;
    const answer = await within(how.timeLeft(), how.signal, () =>
      askSrv(resolver, service, host),
    ).catch((cause: unknown): SrvAnswer => ({ kind: 'failed', cause }));
    if (answer.kind === 'failed') {
      how.onFault(
        `SRV records of _${service}._tcp.${host} could not be read: ${wordsOf(answer.cause)}`,
      );
    }
    return answer;
  };
  const [xmpps, xmpp] = await Promise.all([ask('xmpps'), ask('xmpp')]);
  return { xmpps, xmpp };
}

async function links(host: string, how: LookUp) {
  try {
    const { fetch, redirect } = how;
    return await within(how.timeLeft(), how.signal, (signal) =>
      askHostMeta(host, { fetch, redirect, signal }),
    );
  } catch (error) {
    how.onFault(wordsOf(error));
    return [];
  }
}

/** The domain as the DNS and URLs spell it. Addresses have no records. */
function readDomain(domain: string): { readonly host: string; readonly isName: boolean } {
  const url = `https://${domain}/`;
  let isDomain = false;
  try {
    const { local, resource } = parseJid(domain);
    isDomain = local === undefined && resource === undefined && URL.canParse(url);
  } catch {
    // Said below.
  }
  const { hostname, host } = isDomain ? new URL(url) : { hostname: '', host: '' };
  if (hostname === '' || hostname !== host) {
    throw new TransportError(
      'invalid-service',
      `An XMPP domain was expected; "${domain}" is none.`,
    );
  }
  const isAddress = hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/u.test(hostname);
  return { host: hostname, isName: !isAddress && hostname !== 'localhost' };
}

/** What a fault says, in one sentence without its stop. */
const wordsOf = (fault: unknown): string =>
  (fault instanceof Error ? fault.message : String(fault)).replace(/\.$/u, '');
