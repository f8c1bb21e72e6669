/** Web components that live on packets. */
export { App } from './app/app.js';
export { go, type Go, type Place } from './app/address.js';
export { ChatDetails } from './app/chat-details.js';
export { Conversation } from './app/conversation.js';
export { registerView, type View } from './app/views.js';
export { Chat } from './chat/index.js';
export { Composer } from './composer/index.js';
export { SharedFile } from './shared-file/index.js';
export { ConnectionStatus } from './connection-status/connection-status.js';
export { defineWidgets, widgetActions, widgetKeys, widgetTags } from './define.js';
export { PickPerson, type PersonChoice } from './pick-person/pick-person.js';
export { ConversationList } from './conversation-list/index.js';
export { Admin, adminTags, defineAdmin } from './admin/index.js';
export * from './data-form/index.js';
export * from './desk/index.js';
export * from './feed/index.js';
export { Inspector, defineInspector, inspectorTags } from './inspector/index.js';
export * from './picture/index.js';
export * from './profile/index.js';
export * from './rooms/index.js';
export { RosterList, type OpenChat } from './roster/index.js';
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
export { handles } from './notifications/handled.js';
export { Notifications } from './notifications/notifications.js';
export { Appearance } from './settings/appearance.js';
export { BlockedList } from './settings/blocked.js';
export { Devices } from './settings/devices.js';
export { NotifySettings } from './settings/notify-settings.js';
export { PasswordChange } from './settings/password.js';
export { Settings, type ToolLink } from './settings/settings.js';
export { Unanswered } from './notifications/unanswered.js';
export { beginTask } from './begin-task.js';
export * from './sign-in/index.js';
export { requestTask, type TaskRequest } from './task-tray/request-task.js';
export { TaskTray } from './task-tray/task-tray.js';
export {
  Tasks,
  type TaskHandle,
  type TaskKind,
  type TaskOptions,
  type TaskState,
} from './task-tray/tasks.js';
export { browserTexts, memoryTexts, type KeptTexts } from './theme/kept-texts.js';
export { Preferences, showWishes, type Wishes } from './theme/preferences.js';
export { useTheme } from './theme/use-theme.js';
export { hueAngle, hueOf } from './theme/hues.js';
export { icon, iconNames, type IconName } from './icons/icons.js';
