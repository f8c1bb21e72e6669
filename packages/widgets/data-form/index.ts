/** Forms of XEP-0004, to fill in and to read. */
export { DataFormWidget } from './data-form.js';
export { FormModel, type DataForm, type FormAnswer, type FormField } from './form-model.js';
export type { FieldFault } from './field-faults.js';
/** The actions that forms request: the pictures in them. */
export const dataFormActions: readonly string[] = ['BOB/Request'];
