export * from './captcha.js';
export * from './data-forms.js';
export * from './media.js';
export { formLimits, readDataForm } from './read-data-form.js';
export * from './submit-form.js';
export * from './validation.js';
export * from './write-data-form.js';
