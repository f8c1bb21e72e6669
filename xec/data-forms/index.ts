/** Data forms (XEP-0004) in params and packets. Rooms that have forms take the schema from here. */
export { dataFormSchema, formFieldSchema } from './schema.js';
