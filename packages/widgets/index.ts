/** Web components that live on packets. */
export { App } from './app.js';
export { Chat } from './chat.js';
export { Composer } from './composer.js';
export { ConnectionStatus } from './connection-status.js';
export * from './data-form/index.js';
export { defineWidgets, widgetActions, widgetKeys } from './define.js';
export * from './feed/index.js';
export { PickPerson, type PersonChoice } from './pick-person.js';
export * from './picture/index.js';
export * from './profile/index.js';
export * from './rooms/index.js';
export { RosterList, type OpenChat } from './roster.js';
export { defineTexts, languageOf, languages, type Language, type Texts } from './language/texts.js';
