import { feature } from '../core/index.js';
import { GetCommands } from './get-commands.action.js';
import { packets } from './packets.js';
import { RunCommand } from './run-command.action.js';
import { SubmitCommand } from './submit-command.action.js';

export { GetCommands, RunCommand, SubmitCommand };
export { commandStateSchema, commandStepSchema } from './schema.js';

/**
 * Commands of others (XEP-0050): lists them, begins them, fills their forms in. Nothing is announced: own commands
 * are off, as rule and default.
 */
export const adhoc = feature({
  name: 'adhoc',
  xeps: [
    { xep: '0004', version: '2.13.2', since: '0.1.0' },
    {
      xep: '0050',
      version: '1.3.0',
      since: '0.1.0',
      status: 'partial',
      note: 'asks and fills in; own commands are off',
    },
    { xep: '0122', version: '1.0.2', since: '0.1.0' },
    { xep: '0221', version: '1.0', since: '0.1.0' },
  ],
  packets,
  actions: [GetCommands, RunCommand, SubmitCommand],
});
