/**
 * XEP-0050: Ad-Hoc Commands, version 1.3.0 (2020-06-09): commands of one and of several steps, to try
 * commands with. https://xmpp.org/extensions/xep-0050.html
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
import { commandTable, type Command } from './command-table.js';
import type { IqRequest, Module } from './module.js';

/** So many may be begun at once, by one session: the oldest goes. */
const MAX_BEGUN = 10;

/** A command that somebody is in the midst of. */
interface Run {
  readonly id: string;
  readonly command: Command;
  /** The step whose form was given last. */
  at: number;
  readonly answers: Map<string, string>;
}

export const commands = (host: Host): Module => {
  const begun = new WeakMap<Session, Run[]>();
  const runsOf = (session: Session): Run[] => begun.get(session) ?? [];
  const begin = (session: Session, command: Command): XmlElement => {
    const run: Run = { id: host.randomId(), command, at: 0, answers: new Map() };
    begun.set(session, [...runsOf(session), run].slice(-MAX_BEGUN));
    return executing(run);
  };
  const end = (session: Session, run: Run, status: string, ...parts: XmlElement[]): XmlElement => {
    begun.set(
      session,
      runsOf(session).filter((each) => each !== run),
    );
    return state(run, status, ...parts);
  };
  const goOn = (session: Session, child: Element, id: string): XmlElement => {
    const run = runsOf(session).find((each) => each.id === id);
    if (run === undefined || run.command.node !== child.attrs['node']) {
      throw new Refusal('bad-request', 'this command was not begun, or has ended');
    }
    const chosen = actionOf(child, run);
    if (chosen === 'cancel') return end(session, run, 'canceled');
    if (chosen === 'prev') {
      run.at -= 1;
      return executing(run);
    }
    fillIn(run, child);
    if (chosen === 'complete') return end(session, run, 'completed', note(run));
    run.at += 1;
    return executing(run);
  };
  const run = ({ child, sender }: IqRequest): XmlElement => {
    const command = commandTable.get(String(child.attrs['node']));
    if (command === undefined) throw new Refusal('item-not-found');
    const id: unknown = child.attrs['sessionid'];
    return typeof id === 'string' ? goOn(sender, child, id) : begin(sender, command);
  };
  return {
    name: 'commands',
    serverFeatures: [NS_COMMANDS],
    serverItems: (node) => (node === NS_COMMANDS ? list(host.domain) : undefined),
    iqs: [{ name: 'command', xmlns: NS_COMMANDS, at: ['server'], type: 'set', answer: run }],
  };
};

const list = (jid: string): DiscoItem[] =>
  [...commandTable.values()].map(({ node, name }) => ({ jid, node, name }));

const isLast = ({ at, command }: Run): boolean => at === command.steps.length - 1;

/** Where one may go from a step (section 3.4), and what `execute` means there. */
function allowed(run: Run): readonly ['next' | 'complete', ...string[]] {
  const onwards = isLast(run) ? 'complete' : 'next';
  return run.at === 0 ? [onwards] : [onwards, 'prev'];
}

/** What is to be done. @throws Refusal where the step does not allow it ("bad-action", section 4.6) */
function actionOf(child: Element, run: Run): string {
  const [byDefault, ...others] = allowed(run);
  const asked = (child.attrs['action'] as string | undefined) ?? 'execute'; // attributes are strings
  const chosen = asked === 'execute' ? byDefault : asked;
  if (![byDefault, ...others, 'cancel'].includes(chosen)) {
    throw new Refusal('bad-request', `expected an action of this step, got ${asked}`);
  }
  return chosen;
}

/** Keeps what the form of the step says. @throws Refusal where something is missing */
function fillIn({ command, at, answers }: Run, child: Element): void {
  const form = readDataForm(child);
  for (const { var: name = '' } of command.steps[at]?.fields ?? []) {
    const text = form && formText(form, name);
    if (text === undefined || text === '') throw new Refusal('bad-request', `expected a ${name}`);
    answers.set(name, text);
  }
}

/** The form of the step, with what was said before where one came back to it. */
function executing(run: Run): XmlElement {
  const [execute, ...others] = allowed(run);
  const names = [...others, execute].map((name) => xml(name));
  const form = run.command.steps[run.at];
  if (form === undefined) throw new Error('expected a step of the command');
  const fields = form.fields.map((field) => {
    const value = run.answers.get(field.var ?? '');
    return value === undefined ? field : ({ ...field, value } as typeof field);
  });
  const actions = xml('actions', { execute }, ...names);
  return state(run, 'executing', actions, dataFormElement({ ...form, fields }));
}

const note = ({ command, answers }: Run): XmlElement =>
  xml('note', { type: 'info' }, command.done(answers));

const state = ({ command, id }: Run, status: string, ...parts: XmlElement[]): XmlElement =>
  xml('command', { xmlns: NS_COMMANDS, node: command.node, sessionid: id, status }, ...parts);
