/**
 * XEP-0050: Ad-Hoc Commands, version 1.3.0 (2020-06-09).
 * https://xmpp.org/extensions/xep-0050.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { dataFormElement, readDataForm, type DataForm } from '../data-forms/index.js';

export const NS_COMMANDS = 'http://jabber.org/protocol/commands';

/** What a client may do with a command (section 3.3). */
export type CommandAction = 'execute' | 'next' | 'prev' | 'complete' | 'cancel';

/** A step of a command, as it is asked for. */
export interface CommandStep {
  /** Which command. */
  readonly node: string;
  /** Default: `execute`, which begins a command, and in a later stage does the usual thing. */
  readonly action?: CommandAction;
  /** Of a command that was begun. */
  readonly sessionId?: string;
  /** What was filled in. */
  readonly form?: DataForm;
}

/** A word of the command's owner to the user (section 3.4). */
export interface CommandNote {
  readonly type: 'info' | 'warn' | 'error';
  readonly text: string;
}

/** Where a command stands (section 3.2). */
export interface CommandState {
  readonly node: string;
  readonly sessionId?: string;
  readonly status: 'executing' | 'completed' | 'canceled';
  /** What can be done next, and which of it is the usual thing; empty unless it is executing. */
  readonly actions: readonly CommandAction[];
  readonly execute?: CommandAction;
  readonly notes: readonly CommandNote[];
  /** To be filled in, or the outcome: servers mark both as `form`. */
  readonly form?: DataForm;
}

/** `<command/>`, the child of an iq of type `set` (section 2.4). */
export const commandElement = ({ node, action, sessionId, form }: CommandStep): XmlElement =>
  xml(
    'command',
    { xmlns: NS_COMMANDS, node, action: action ?? 'execute', sessionid: sessionId },
    form && dataFormElement(form),
  );

/** How many notes are read. */
const MAX_NOTES = 64;

/**
 * Reads the `<command/>` in an answer.
 *
 * @returns `undefined` where there is none, or none with a status that is known.
 * @throws MalformedStanza for a form that is too large.
 */
export function readCommand(stanza: Element): CommandState | undefined {
  const command = stanza.getChild('command', NS_COMMANDS);
  const status = command && attribute(command, 'status');
  if (command === undefined || !isStatus(status)) return undefined;
  const sessionId = attribute(command, 'sessionid');
  const form = readDataForm(command);
  const notes = command.getChildren('note', NS_COMMANDS).slice(0, MAX_NOTES).map(readNote);
  return {
    node: attribute(command, 'node') ?? '',
    ...(sessionId !== undefined && { sessionId }),
    status,
    ...(status === 'executing' ? readActions(command) : { actions: [] }),
    notes,
    ...(form !== undefined && { form }),
  };
}

const isStatus = (text: string | undefined): text is CommandState['status'] =>
  text === 'executing' || text === 'completed' || text === 'canceled';

const stages = ['prev', 'next', 'complete'] as const;

/** Without `<actions/>` a command is completed next; `cancel` can always be done (section 3.3). */
function readActions(command: Element): Pick<CommandState, 'actions' | 'execute'> {
  const el = command.getChild('actions', NS_COMMANDS);
  if (el === undefined) return { actions: ['complete', 'cancel'], execute: 'complete' };
  const actions = stages.filter((name) => el.getChild(name, NS_COMMANDS) !== undefined);
  const said = stages.find((name) => name === attribute(el, 'execute'));
  const execute = said ?? (actions.includes('next') ? 'next' : undefined);
  return { actions: [...actions, 'cancel'], ...(execute !== undefined && { execute }) };
}

function readNote(el: Element): CommandNote {
  const type = attribute(el, 'type');
  return { type: type === 'warn' || type === 'error' ? type : 'info', text: el.getText() };
}

function attribute(el: Element, name: string): string | undefined {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
