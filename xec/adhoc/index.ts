import { feature } from '../core/index.js';
import { packets } from './packets.js';
import { RunCommand } from './run-command.action.js';
import { SubmitCommand } from './submit-command.action.js';

export { RunCommand, SubmitCommand };
export { commandStateSchema, commandStepSchema } from './schema.js';

/**
 * Commands of others (XEP-0050): begins them, fills their forms in. Nothing is announced: own commands
 * are off, as rule and default.
 */
export const adhoc = feature({ name: 'adhoc', packets, actions: [RunCommand, SubmitCommand] });
