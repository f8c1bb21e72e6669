/**
 * Who is there and what can they do: discovery, ping, version, time, last activity, commands, services.
 */
import {
  INVITE_ACCOUNT,
  INVITE_CONTACT,
  NS_COMMANDS,
  NS_DISCO_INFO,
  NS_DISCO_ITEMS,
  NS_EXTERNAL_SERVICES,
  NS_LAST,
  NS_PING,
  NS_TIME,
  NS_UPLOAD,
  NS_VERSION,
  readDataForm,
  readJid,
  readUploadRequest,
} from '@xec/stanza';
import {
  CreateInvite,
  DiscoRoom,
  GetCommands,
  GetExternalCredentials,
  GetExternalServices,
  GetLastActivity,
  GetNodeItemIds,
  GetNodeMetadata,
  GetTime,
  GetVersion,
  ItemsDisco,
  PingEntity,
  PingRoom,
  PingServer,
  RequestDisco,
  RequestSlot,
  RunCommand,
  SubmitCommand,
} from '@xec/xec';
import { attribute, firstIn, some, type Asked, type Maker } from './asked.js';

/** Whom a request without `to` asks. */
const askedBy = ({ to, self }: Asked): string => to ?? self.bare;

export const discovery: Readonly<Record<string, Maker>> = {
  [`get query ${NS_DISCO_INFO}`]: info,
  [`get query ${NS_DISCO_ITEMS}`]: items,
  [`get ping ${NS_PING}`]: ping,
  [`get query ${NS_VERSION}`]: (asked) => new GetVersion({ jid: askedBy(asked) }),
  [`get time ${NS_TIME}`]: (asked) => new GetTime({ jid: askedBy(asked) }),
  [`get query ${NS_LAST}`]: (asked) => new GetLastActivity({ jid: askedBy(asked) }),
  [`set command ${NS_COMMANDS}`]: command,
  [`get services ${NS_EXTERNAL_SERVICES}`]: ({ child, to }) =>
    new GetExternalServices({ ...some('to', to), ...some('type', attribute(child, 'type')) }),
  [`get credentials ${NS_EXTERNAL_SERVICES}`]: credentials,
  [`get request ${NS_UPLOAD}`]: ({ child, to }) => {
    const file = readUploadRequest(child);
    const isWanted = file !== undefined && file.filename !== '' && to !== undefined;
    return isWanted ? new RequestSlot({ ...file, to }) : undefined;
  },
};

/** Oneself in a room is asked whether one is still there (XEP-0410). */
function ping({ to, joined }: Asked) {
  if (to === undefined) return new PingServer();
  const { bare, resource } = readJid(to) ?? {};
  const isSelf = bare !== undefined && resource !== undefined && joined(bare)?.nick === resource;
  return isSelf ? new PingRoom({ room: bare }) : new PingEntity({ jid: to });
}

const isAt = (to: string | undefined, service: string): boolean =>
  to !== undefined && readJid(to)?.domain.startsWith(`${service}.`) === true;

function info(asked: Asked) {
  const { child, to } = asked;
  const node = attribute(child, 'node');
  const jid = to === undefined ? undefined : readJid(to);
  const isRoom = isAt(to, 'conference') && jid?.isBare === true && jid.local !== undefined;
  if (to !== undefined && isRoom && node === undefined) return new DiscoRoom({ room: to });
  if (isAt(to, 'pubsub') && node !== undefined)
    return new GetNodeMetadata({ ...some('to', to), node });
  return new RequestDisco({ jid: askedBy(asked), ...some('node', node) });
}

function items(asked: Asked) {
  const { child, to } = asked;
  const node = attribute(child, 'node');
  if (node === NS_COMMANDS) return new GetCommands({ to: askedBy(asked) });
  if (isAt(to, 'pubsub') && node !== undefined)
    return new GetNodeItemIds({ ...some('to', to), node });
  return new ItemsDisco({ jid: askedBy(asked), ...some('node', node) });
}

const steps = ['execute', 'next', 'prev', 'complete', 'cancel'] as const;

function command({ child, to }: Asked) {
  const node = attribute(child, 'node');
  const sessionId = attribute(child, 'sessionid');
  const action = attribute(child, 'action') ?? 'execute';
  const step = steps.find((each) => each === action);
  if (node === undefined || to === undefined || step === undefined) return undefined;
  const form = readDataForm(child);
  if (sessionId !== undefined) {
    return new SubmitCommand({ to, node, action: step, sessionId, ...some('form', form) });
  }
  if (node === INVITE_CONTACT) return new CreateInvite({ kind: 'contact' });
  if (node === INVITE_ACCOUNT) return new CreateInvite({ kind: 'account' });
  return form === undefined ? new RunCommand({ to, node }) : undefined;
}

function credentials({ child, to }: Asked) {
  const service = firstIn(child);
  const host = service && attribute(service, 'host');
  const type = service && attribute(service, 'type');
  if (host === undefined || type === undefined) return undefined;
  return new GetExternalCredentials({ host, type, ...some('to', to) });
}
