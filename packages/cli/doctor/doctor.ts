/**
 * `xec doctor`: step by step to a login, and in words what is wrong.
 */
import { discover, probe, type ClientOptions, type Probed } from '@xec/client';
import type { Jid } from '@xec/stanza';
import {
  checkService,
  logOf,
  readJidOption,
  readPassword,
  readText,
  type AccountOptions,
} from '../account/options.js';
import { exit, messageOf, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';
import { adviceFor } from './advice.js';
import { examineLogin } from './login.js';
import { Report } from './report.js';

/** Examines the server of `options.jid`: 0 where a client can work, 1 where something is wrong. */
export async function doctor(options: AccountOptions, io: Io): Promise<ExitCode> {
  const jid = readJidOption(options.jid);
  const ca = options.ca === undefined ? undefined : await readText(options.ca, '--ca');
  const connect = ca === undefined ? {} : { ca };
  const report = new Report(io);

  const named = options.service === undefined ? undefined : checkService(options.service);
  const found = await findServer(named, jid, connect, report);
  if (found === undefined) return exit.error;
  const [service, probed] = found;
  examineStream(probed, report);
  examineMechanisms(probed.features.mechanisms, options, report);

  // Nobody is asked here: whoever wants the login examined has the password at hand.
  const { askSecret: _askSecret, ...silentIo } = io;
  const password = options.anonymous === true ? undefined : await readPassword(options, silentIo);
  if (password === undefined && options.anonymous !== true) {
    report.note(
      'the login was not tried: no password was given',
      'Give one with --password-file <file> or in the variable XEC_PASSWORD.',
    );
  } else if (report.isWell) {
    const client: ClientOptions = {
      jid: options.jid,
      service,
      connect,
      log: logOf(options, io),
      allowPlain: options.allowPlain ?? false,
      ...(password === undefined ? { anonymous: true } : { password }),
    };
    await examineLogin(client, jid, report);
  }
  return report.isWell ? exit.ok : exit.error;
}

/** The service that was named, or the first of those discovered that answers. */
async function findServer(
  named: string | undefined,
  { domain }: Jid,
  connect: { readonly ca?: string },
  report: Report,
): Promise<[service: string, probed: Probed] | undefined> {
  for await (const { service, found } of candidates(named, domain, report)) {
    try {
      const probed = await probe({ service, domain, connect });
      report.good(`${service} answers${found}`);
      return [service, probed];
    } catch (error) {
      const message = messageOf(error);
      const text = message.includes(service) ? message : `${service}: ${message}`;
      if (named === undefined) report.note(`${text}${found}`, adviceFor(error));
      else report.bad(text, adviceFor(error));
    }
  }
  if (named === undefined) {
    report.bad(
      `no server of ${domain} was found`,
      'Ask the people who run it for its address, and name it with --service. They can publish it: SRV ' +
        'records _xmpps-client._tcp and _xmpp-client._tcp (XEP-0368), or a host-meta (XEP-0156).',
    );
  }
  return undefined;
}

interface Place {
  readonly service: string;
  /** How it is known, in words. */
  readonly found: string;
}

async function* candidates(
  named: string | undefined,
  domain: string,
  report: Report,
): AsyncGenerator<Place, void> {
  if (named !== undefined) {
    yield { service: named, found: '' };
    return;
  }
  const onFault = (sentence: string): void => report.note(sentence);
  for await (const { service, from } of discover(domain, { onFault })) {
    yield { service, found: ` (${sources[from]})` };
  }
}

const sources = {
  srv: 'by its SRV record',
  'host-meta': 'by the host-meta of the domain',
  fallback: 'the usual port of the domain, which the DNS says nothing of',
} as const;

function examineStream({ isSecure, isLoopback, transport }: Probed, report: Report): void {
  if (isSecure) report.good('TLS, and the certificate is valid for the server');
  else if (isLoopback) report.note('no TLS: nobody else sees it, the server runs on this machine');
  else {
    const text = 'no TLS: everyone on the way reads and changes what is sent';
    const offered = 'STARTTLS was not offered; somebody on the way may have taken it out.';
    report.bad(text, transport === 'tcp' ? offered : 'Use wss:// or https://.');
  }
  report.good(`a stream opens over ${transports[transport]}`);
}

const transports = {
  ...{ websocket: 'WebSocket', tcp: 'TCP', bosh: 'BOSH' },
  ...{ memory: 'memory' },
} as const;

function examineMechanisms(
  offered: readonly string[],
  { allowPlain, anonymous }: AccountOptions,
  report: Report,
): void {
  const names = offered.join(', ');
  if (offered.length === 0) {
    report.bad('no way to log in is offered', 'The server may want TLS, or be badly set up.');
  } else if (anonymous === true && !offered.includes('ANONYMOUS')) {
    report.bad(`a login without account is not offered, only ${names}`);
  } else if (anonymous === true || offered.some((name) => scram.test(name))) {
    report.good(`ways to log in: ${names}`);
  } else if (offered.includes('PLAIN')) {
    const text = `the server wants to see the password itself (PLAIN): ${names}`;
    if (allowPlain === true) report.note(text, 'SCRAM-SHA-256 would be better.');
    else report.bad(text, 'Ask for SCRAM-SHA-256 there, or allow it with --allow-plain.');
  } else {
    report.bad(`no way to log in that is known here: ${names}`, 'SCRAM-SHA-256 is wanted.');
  }
}

const scram = /^SCRAM-SHA-(1|256|512)$/;
