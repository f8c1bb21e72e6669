/**
 * Schemas that many rooms share. A schema says what `params` and packet contents may be; both are
 * plain JSON, because they are stored and sent to browsers. One subject a file: what an application
 * does not use, its bundler leaves out.
 */
export * from './schema/error-content.js';
export { fieldEntries, type FieldTable } from './schema/fields.js';
export * from './schema/issues.js';
export * from './schema/jid.js';
export * from './schema/markup.js';
export * from './schema/page.js';
export type { Schema } from './schema/schema.js';
