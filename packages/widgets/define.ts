import { App } from './app/app.js';
import { ChatDetails } from './app/chat-details.js';
import { Conversation } from './app/conversation.js';
import { JumpDialog } from './app/jump.js';
import { KeysDialog } from './app/keys-dialog.js';
import { errorsOf } from './asking/index.js';
import { Chat, chatActions } from './chat/index.js';
import { Composer } from './composer/index.js';
import { uploadActions } from './composer/upload.js';
import { ConnectionStatus } from './connection-status/connection-status.js';
import { ConversationList } from './conversation-list/index.js';
import { DataFormWidget, dataFormActions } from './data-form/index.js';
import { FeedWidget, PostWidget, feedActions } from './feed/index.js';
import { handles } from './notifications/handled.js';
import { Notifications } from './notifications/notifications.js';
import { PickPerson } from './pick-person/pick-person.js';
import { AvatarEditor, ContactProfile, ProfileWidget, profileActions } from './profile/index.js';
import { RasterPicture } from './picture/index.js';
import {
  JoinRoomWidget,
  RoomPeople,
  RoomSettings,
  RoomWidget,
  RoomsWidget,
  roomsActions,
} from './rooms/index.js';
import { RosterList, rosterActions } from './roster/index.js';
import { Appearance } from './settings/appearance.js';
import { BlockedList } from './settings/blocked.js';
import { Devices } from './settings/devices.js';
import { NotifySettings } from './settings/notify-settings.js';
import { PasswordChange } from './settings/password.js';
import { Settings } from './settings/settings.js';
import { SharedFile } from './shared-file/index.js';
import { SignIn } from './sign-in/index.js';
import { TaskTray } from './task-tray/task-tray.js';

/** All widgets by their tags, the smaller ones first. */
const widgets = {
  'xec-connection-status': ConnectionStatus,
  'xec-roster': RosterList,
  'xec-conversation-list': ConversationList,
  'xec-composer': Composer,
  'xec-chat': Chat,
  'xec-pick-person': PickPerson,
  'xec-sign-in': SignIn,
  'xec-raster-picture': RasterPicture,
  'xec-shared-file': SharedFile,
  'xec-data-form': DataFormWidget,
  'xec-join-room': JoinRoomWidget,
  'xec-room-people': RoomPeople,
  'xec-room-settings': RoomSettings,
  'xec-room': RoomWidget,
  'xec-rooms': RoomsWidget,
  'xec-post': PostWidget,
  'xec-feed': FeedWidget,
  'xec-avatar-editor': AvatarEditor,
  'xec-profile': ProfileWidget,
  'xec-contact-profile': ContactProfile,
  'xec-task-tray': TaskTray,
  'xec-appearance': Appearance,
  'xec-notify-settings': NotifySettings,
  'xec-devices': Devices,
  'xec-blocked': BlockedList,
  'xec-password': PasswordChange,
  'xec-settings': Settings,
  'xec-conversation': Conversation,
  'xec-chat-details': ChatDetails,
  'xec-jump': JumpDialog,
  'xec-keys': KeysDialog,
  'xec-notifications': Notifications,
  'xec-app': App,
} as const;

/** Keys by which widgets show errors themselves: no notification is made of these. */
const handledKeys: readonly string[] = [
  ...Chat.keys,
  ...RosterList.keys,
  ...ChatDetails.keys,
  ...BlockedList.keys,
  ...PasswordChange.keys,
  ...errorsOf([...dataFormActions, ...roomsActions, ...feedActions, ...profileActions]),
];

/**
 * Makes the widgets known to the page: `<xec-app>` and all that stands in it. Importing them does
 * not. An application that uses a few defines these itself.
 */
export function defineWidgets(registry: CustomElementRegistry = customElements): void {
  handles(handledKeys);
  for (const [tag, widget] of Object.entries(widgets)) registry.define(tag, widget);
}

/** All keys that these widgets live on: what a source for them is made with. */
export const widgetKeys: readonly string[] = [
  ...new Set<string>([
    ...ConnectionStatus.keys,
    ...RosterList.keys,
    ...Chat.keys,
    ...App.keys,
    ...Devices.keys,
    ...BlockedList.keys,
    ...Notifications.keys,
    ...RoomsWidget.keys,
    ...FeedWidget.keys,
    ...ProfileWidget.keys,
  ]),
];

/** All actions that they request. Changing the password is left out: see `PasswordChange`. */
export const widgetActions: readonly string[] = [
  ...new Set([
    ...chatActions,
    ...rosterActions,
    ...uploadActions,
    ...BlockedList.actions,
    ...dataFormActions,
    ...roomsActions,
    ...feedActions,
    ...profileActions,
  ]),
];

/** The tags that `defineWidgets` defines. */
export const widgetTags: readonly string[] = Object.keys(widgets);

type Widgets = { readonly [Tag in keyof typeof widgets]: InstanceType<(typeof widgets)[Tag]> };

declare global {
  interface HTMLElementTagNameMap extends Widgets {}
}
