/**
 * The negotiation of SASL2 (XEP-0388), with what goes along with it.
 */
import {
  readSasl2Reply,
  readScramUpgradeSalt,
  sasl2Abort,
  sasl2Authenticate,
  sasl2Next,
  sasl2Response,
  sasl2TaskData,
  scramUpgradeHash,
  type Element,
  type Sasl2Success,
  type UserAgent,
  type XmlElement,
} from '@xec/stanza';
import { SaslProtocolError, type SaslMechanism } from '../sasl/index.js';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';
import { Sasl2Error } from './sasl2-error.js';
import type { UpgradeTasks } from './upgrade-tasks.js';

/** What a login asks for. */
export interface Asked {
  readonly userAgent: UserAgent;
  /** `<bind/>`, `<resume/>`, `<fast/>`, `<request-token/>`. */
  readonly inline: readonly Element[];
  /** Tasks that are done where the server wants them (XEP-0480). */
  readonly tasks: UpgradeTasks;
}

/**
 * What begins a login. Its answer is for {@link finishLogin}.
 *
 * @throws SaslError for credentials that cannot be sent
 */
export async function loginRequest(
  mechanism: SaslMechanism,
  { userAgent, inline, tasks }: Asked,
): Promise<XmlElement> {
  const initial = await mechanism.initial().catch((error: unknown) => {
    throw error instanceof SaslProtocolError ? refusalOf(error) : error;
  });
  return sasl2Authenticate({
    mechanism: mechanism.name,
    ...(initial !== undefined && { initial: initial.reveal() }),
    userAgent,
    inline,
    upgrades: tasks.names,
  });
}

/**
 * Goes on until the server says yes or no.
 *
 * @throws SaslError where the server refuses, or does not prove what it must
 */
export async function finishLogin(
  stream: Stream,
  mechanism: SaslMechanism,
  { tasks }: Pick<Asked, 'tasks'>,
): Promise<Sasl2Success> {
  try {
    return await converse(stream, mechanism, tasks);
  } catch (error) {
    if (!(error instanceof SaslProtocolError)) throw error;
    stream.sendElement(sasl2Abort());
    throw refusalOf(error);
  }
}

/** What is wrong with the exchange, as the end of a login. */
const refusalOf = (error: SaslProtocolError): Sasl2Error =>
  new Sasl2Error(error.code, error.message, { cause: error });

async function converse(
  stream: Stream,
  mechanism: SaslMechanism,
  tasks: UpgradeTasks,
): Promise<Sasl2Success> {
  let isProved = false;
  for (;;) {
    const el = await stream.next();
    const reply = readSasl2Reply(el);
    switch (reply?.kind) {
      case 'challenge':
        if (isProved) throw unexpected(stream, el, 'what follows the mechanism');
        stream.sendElement(sasl2Response((await mechanism.respond(reply.data)).reveal()));
        break;
      case 'failure':
        throw new Sasl2Error(reply.condition, reply.text);
      case 'continue': {
        // The mechanism is done: what the server proves, it proves here.
        if (!isProved) mechanism.finish(reply.data);
        isProved = true;
        stream.sendElement(sasl2Next(tasks.choose(reply.tasks)));
        break;
      }
      case 'task-data': {
        const salt = reply.content.map(readScramUpgradeSalt).find((each) => each !== undefined);
        stream.sendElement(sasl2TaskData(scramUpgradeHash((await tasks.answer(salt)).reveal())));
        break;
      }
      case 'success':
        if (!isProved) mechanism.finish(reply.data);
        return reply;
      case undefined:
        throw unexpected(stream, el, 'an answer to the login');
    }
  }
}
