/**
 * The commands that there are to try commands with: one of a step, and one of three.
 */
import type { DataForm, FormField } from '@xec/stanza';

/** A command: a form for each of its steps, and what it says when the last one is filled in. */
export interface Command {
  readonly node: string;
  readonly name: string;
  readonly steps: readonly DataForm[];
  readonly done: (answers: ReadonlyMap<string, string>) => string;
}

const step = (title: string, instruction: string, field: FormField): DataForm => ({
  type: 'form',
  title,
  instructions: [instruction],
  fields: [{ ...field, required: true }],
});

const greeting: Command = {
  node: 'greeting',
  name: 'Be greeted',
  steps: [
    step('A greeting', 'Whom shall I greet?', { type: 'text-single', var: 'name', label: 'Name' }),
  ],
  done: (answers) => `Hello ${answers.get('name') ?? ''}!`,
};

const journey: Command = {
  node: 'journey',
  name: 'Plan a journey',
  steps: [
    step('From', 'Where does it begin?', { type: 'text-single', var: 'from', label: 'From' }),
    step('To', 'Where does it end?', { type: 'text-single', var: 'to', label: 'To' }),
    step('When', 'When shall it be?', { type: 'text-single', var: 'when', label: 'When' }),
  ],
  done: (answers) =>
    `From ${answers.get('from') ?? ''} to ${answers.get('to') ?? ''}, ${answers.get('when') ?? ''}.`,
};

export const commandTable: ReadonlyMap<string, Command> = new Map(
  [greeting, journey].map((command) => [command.node, command]),
);
