/** Web components that live on packets. */
export { App } from './app.js';
export { Chat } from './chat.js';
export { Composer } from './composer.js';
export { ConversationList } from './conversation-list/index.js';
export { ConnectionStatus } from './connection-status.js';
export { defineWidgets, widgetActions, widgetKeys } from './define.js';
export { PickPerson, type PersonChoice } from './pick-person.js';
export { RosterList, type OpenChat } from './roster.js';
export { formatsOf, type Formats, type PluralForms } from './language/formats.js';
export { onPageLanguage, pageLanguage } from './language/page-language.js';
export { Speaking } from './language/speaking.js';
export { defineTexts, languageOf, languages, type Language, type Texts } from './language/texts.js';
export {
  explain,
  explainPacket,
  explainSession,
  type Explanation,
  type Failure,
} from './language/conditions/explain.js';
export { remedies, type Remedy, type Subject } from './language/conditions/remedies.js';
