import type * as v from 'valibot';

/** Any schema of the project, whatever it describes. */
export type Schema = v.GenericSchema;
