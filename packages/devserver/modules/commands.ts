/**
 * XEP-0050: Ad-Hoc Commands, version 1.3.0 (2020-06-09): one command of two steps, to try commands with.
 * https://xmpp.org/extensions/xep-0050.html
 */
import {
  NS_COMMANDS,
  dataFormElement,
  formText,
  readDataForm,
  xml,
  type DiscoItem,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import { Refusal } from '../errors.js';
import type { Host } from '../host.js';
import type { Session } from '../session.js';
import type { IqRequest, Module } from './module.js';

const GREETING = 'greeting';
/** So many may be begun at once, by one session: the oldest goes. */
const MAX_BEGUN = 10;

export const commands = (host: Host): Module => {
  const begun = new WeakMap<Session, string[]>();
  const begin = (session: Session): XmlElement => {
    const id = host.randomId();
    begun.set(session, [...(begun.get(session) ?? []), id].slice(-MAX_BEGUN));
    const actions = xml('actions', { execute: 'complete' }, xml('complete'));
    return state('executing', id, actions, nameForm());
  };
  const goOn = (session: Session, command: Element, id: string): XmlElement => {
    const ids = begun.get(session) ?? [];
    if (!ids.includes(id))
      throw new Refusal('bad-request', 'this command was not begun, or has ended');
    const isCanceled = command.attrs['action'] === 'cancel';
    const form = readDataForm(command);
    const name = form && formText(form, 'name');
    if (!isCanceled && (name === undefined || name === '')) {
      throw new Refusal('bad-request', 'expected a name');
    }
    begun.set(
      session,
      ids.filter((each) => each !== id),
    );
    if (isCanceled) return state('canceled', id);
    return state('completed', id, xml('note', { type: 'info' }, `Hello ${String(name)}!`));
  };
  const run = ({ child, sender }: IqRequest): XmlElement => {
    if (child.attrs['node'] !== GREETING) throw new Refusal('item-not-found');
    const id: unknown = child.attrs['sessionid'];
    return typeof id === 'string' ? goOn(sender, child, id) : begin(sender);
  };
  return {
    name: 'commands',
    serverFeatures: [NS_COMMANDS],
    serverItems: (node) => (node === NS_COMMANDS ? [list(host.domain)] : undefined),
    iqs: [{ name: 'command', xmlns: NS_COMMANDS, at: ['server'], type: 'set', answer: run }],
  };
};

const list = (jid: string): DiscoItem => ({ jid, node: GREETING, name: 'Be greeted' });

const state = (status: string, sessionid: string, ...parts: XmlElement[]): XmlElement =>
  xml('command', { xmlns: NS_COMMANDS, node: GREETING, sessionid, status }, ...parts);

const nameForm = (): XmlElement =>
  dataFormElement({
    type: 'form',
    title: 'A greeting',
    instructions: ['Whom shall I greet?'],
    fields: [{ type: 'text-single', var: 'name', label: 'Name', required: true }],
  });
