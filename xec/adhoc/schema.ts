import type { CommandState, CommandStep } from '@xec/stanza';
import * as v from 'valibot';
import { dataFormSchema } from '../data-forms/index.js';

const text = v.exactOptional(v.string());
const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());
const actions = v.picklist(['execute', 'next', 'prev', 'complete', 'cancel']);

/** A step as it is asked for; see `CommandStep`. */
export const commandStepSchema = v.object({
  node: v.string(),
  action: v.exactOptional(actions),
  sessionId: text,
  form: v.exactOptional(dataFormSchema),
}) satisfies v.GenericSchema<CommandStep>;

/** Where a command stands; see `CommandState`. */
export const commandStateSchema = v.object({
  node: v.string(),
  sessionId: text,
  status: v.picklist(['executing', 'completed', 'canceled']),
  actions: list(actions),
  execute: v.exactOptional(actions),
  notes: list(v.object({ type: v.picklist(['info', 'warn', 'error']), text: v.string() })),
  form: v.exactOptional(dataFormSchema),
}) satisfies v.GenericSchema<CommandState>;
