/**
 * What owners ask of a room (XEP-0045 section 10): its configuration, and its end.
 */
import {
  childText,
  iqGet,
  iqSet,
  readJid,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { dataFormElement, readDataForm, type DataForm } from '../data-forms/index.js';

export const NS_MUC_OWNER = 'http://jabber.org/protocol/muc#owner';
/** What the fields of a room's configuration mean. */
export const MUC_ROOMCONFIG = 'http://jabber.org/protocol/muc#roomconfig';

/** Asks for the form of configuration (section 10.2). */
export const roomConfigRequest = (room: string): XmlElement =>
  iqGet(room, xml('query', { xmlns: NS_MUC_OWNER }));

/** Configures a room, or with a form of type `cancel` gives it up (section 10.1.3). */
export const roomConfigSubmission = (room: string, form: DataForm): XmlElement =>
  iqSet(room, xml('query', { xmlns: NS_MUC_OWNER }, dataFormElement(form)));

/** The form in an answer; `undefined` where there is none. */
export function readRoomConfig(iq: Element): DataForm | undefined {
  const query = iq.getChild('query', NS_MUC_OWNER);
  return query && readDataForm(query);
}

/** A submission of few fields: the room keeps what is not named. */
export const roomConfig = (values: Readonly<Record<string, string | boolean>>): DataForm => ({
  type: 'submit',
  instructions: [],
  formType: MUC_ROOMCONFIG,
  fields: Object.entries(values).map(([name, value]) =>
    typeof value === 'boolean'
      ? { type: 'boolean', var: `muc#roomconfig_${name}`, value }
      : { type: 'text-single', var: `muc#roomconfig_${name}`, value },
  ),
});

/** "instant room": as the service likes it (section 10.1.2). */
export const instantRoom: DataForm = roomConfig({});

/** Why a room ends, and where to go instead (section 10.9). */
export interface Destruction {
  /** Another room, bare. */
  readonly alternate?: string;
  /** The password of that room. */
  readonly password?: string;
  readonly reason?: string;
}

export const destroyElement = ({ alternate, password, reason }: Destruction): XmlElement =>
  xml(
    'destroy',
    { jid: alternate },
    password === undefined ? undefined : xml('password', {}, password),
    reason === undefined ? undefined : xml('reason', {}, reason),
  );

/** Ends a room for all. */
export const destroyRequest = (room: string, destruction: Destruction = {}): XmlElement =>
  iqSet(room, xml('query', { xmlns: NS_MUC_OWNER }, destroyElement(destruction)));

/** Reads `<destroy/>`, in the presence that ends it or in the request for it. */
export function readDestruction(el: Element): Destruction {
  const xmlns = el.getNS() ?? '';
  const alternate = readJid(el.attrs['jid'] as string | undefined)?.bare; // attributes are strings
  const password = childText(el, 'password', xmlns);
  const reason = childText(el, 'reason', xmlns);
  return {
    ...(alternate !== undefined && { alternate }),
    ...(password !== undefined && { password }),
    ...(reason !== undefined && reason !== '' && { reason }),
  };
}
