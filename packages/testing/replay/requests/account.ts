/**
 * The own account: roster, blocking, carbons, private storage, vCard, registration.
 */
import {
  NS_BLOCKING,
  NS_BOOKMARK_STORAGE,
  NS_CARBONS,
  NS_PRIVATE,
  NS_REGISTER,
  NS_ROSTER,
  NS_VCARD_TEMP,
  copyElement,
  readBlockItems,
  readBookmarkStorage,
  readDataForm,
  readJid,
  readReport,
  readRoster,
  readVcard,
} from '@xec/stanza';
import {
  AddRosterItem,
  Block,
  ChangePassword,
  DisableCarbons,
  EnableCarbons,
  GetPrivate,
  GetPrivateBookmarks,
  GetRegistration,
  GetRoster,
  GetVcard,
  RemoveRegistration,
  RemoveRosterItem,
  RequestBlocklist,
  SetPrivate,
  SetPrivateBookmarks,
  SetRegistration,
  SetRoomAvatar,
  SetVcard,
  Unblock,
  UpdateRosterItem,
} from '@xec/xec';
import { attribute, firstIn, some, type Asked, type Maker } from './asked.js';

export const account: Readonly<Record<string, Maker>> = {
  [`get query ${NS_ROSTER}`]: ({ to }) => (to === undefined ? new GetRoster() : undefined),
  [`set query ${NS_ROSTER}`]: changeRoster,

  [`get blocklist ${NS_BLOCKING}`]: () => new RequestBlocklist(),
  [`set block ${NS_BLOCKING}`]: block,
  [`set unblock ${NS_BLOCKING}`]: ({ child }) => {
    const jids = readBlockItems(child);
    return new Unblock(jids.length > 0 ? { jids } : { all: true });
  },

  [`set enable ${NS_CARBONS}`]: () => new EnableCarbons(),
  [`set disable ${NS_CARBONS}`]: () => new DisableCarbons(),

  [`get query ${NS_PRIVATE}`]: readStored,
  [`set query ${NS_PRIVATE}`]: store,

  [`get vCard ${NS_VCARD_TEMP}`]: ({ to }) =>
    to !== undefined && readJid(to)?.resource !== undefined
      ? undefined
      : new GetVcard(some('to', to)),
  [`set vCard ${NS_VCARD_TEMP}`]: giveVcard,

  [`get query ${NS_REGISTER}`]: ({ to, isBeforeLogin }) =>
    isBeforeLogin ? undefined : new GetRegistration(some('to', to)),
  [`set query ${NS_REGISTER}`]: register,
};

function changeRoster({ iq, child, to, isContact }: Asked) {
  const items = child.getChildren('item', NS_ROSTER);
  const item = readRoster(iq)?.items[0];
  if (to !== undefined || items.length !== 1 || item === undefined) return undefined;
  const { jid, name, groups } = item;
  if (items[0]?.attrs['subscription'] === 'remove') return new RemoveRosterItem({ jid });
  const entry = { jid, ...some('name', name), ...some('groups', groups) };
  return isContact(jid) ? new UpdateRosterItem(entry) : new AddRosterItem(entry);
}

function block({ child }: Asked) {
  const jids = readBlockItems(child);
  const item = firstIn(child);
  const report = item && readReport(item);
  return jids.length === 0 ? undefined : new Block({ jids, ...some('report', report) });
}

function readStored({ child, to }: Asked) {
  const el = firstIn(child);
  if (to !== undefined || el === undefined) return undefined;
  const namespace = el.getNS() ?? '';
  if (namespace === NS_BOOKMARK_STORAGE) return new GetPrivateBookmarks();
  return new GetPrivate({ name: el.getName(), namespace });
}

function store({ child }: Asked) {
  const el = firstIn(child);
  const content = el && readBookmarkStorage(el);
  if (content !== undefined) return new SetPrivateBookmarks({ content });
  return el && new SetPrivate({ data: copyElement(el).toString() });
}

function giveVcard({ iq, to, self }: Asked) {
  const vcard = readVcard(iq);
  if (to === undefined || to === self.bare) return new SetVcard({ vcard });
  const isRoom = readJid(to)?.domain.startsWith('conference.') === true;
  return isRoom ? new SetRoomAvatar({ room: to, vcard }) : undefined;
}

function register({ child, to, self, isBeforeLogin }: Asked) {
  if (isBeforeLogin || to === undefined) return undefined;
  // As an account is given up: the own server is asked without `to`.
  if (child.getChild('remove', NS_REGISTER)) {
    return new RemoveRegistration(to === self.domain ? {} : { to });
  }
  const form = readDataForm(child);
  if (form !== undefined) return new SetRegistration({ to, answer: { form } });
  const user = child.getChildText('username', NS_REGISTER);
  const password = child.getChildText('password', NS_REGISTER);
  const isOwn = user === self.local && attribute(child, 'username') === undefined;
  return isOwn && password ? new ChangePassword({ password }) : undefined;
}
