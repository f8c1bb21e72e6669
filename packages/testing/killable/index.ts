/** Clients that a test may kill, and questions that are answered when they are dead. */
export { ClientBrowser, type ClientPage } from './client-browser.js';
export type { PageScope, Plan, ProcessPlan } from './plan.js';
export { AskQuestion, answering, question, type Answer, type QuestionParams } from './question.js';
export { Oracle } from './oracle.js';
export { startProcess, type ClientProcess } from './start-process.js';
