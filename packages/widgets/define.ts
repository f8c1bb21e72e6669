import { App } from './app.js';
import { Chat } from './chat.js';
import { Composer } from './composer.js';
import { ConnectionStatus } from './connection-status.js';
import { DataFormWidget, dataFormActions } from './data-form/index.js';
import { FeedWidget, PostWidget, feedActions } from './feed/index.js';
import { PickPerson } from './pick-person.js';
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
import { RosterList } from './roster.js';

/**
 * Makes the widgets known to the page: `<xec-connection-status>`, `<xec-roster>`, `<xec-chat>`,
 * `<xec-composer>`, `<xec-pick-person>`, `<xec-app>`. Importing them does not.
 */
export function defineWidgets(registry: CustomElementRegistry = customElements): void {
  registry.define('xec-connection-status', ConnectionStatus);
  registry.define('xec-roster', RosterList);
  registry.define('xec-composer', Composer);
  registry.define('xec-chat', Chat);
  registry.define('xec-pick-person', PickPerson);
  registry.define('xec-raster-picture', RasterPicture);
  registry.define('xec-data-form', DataFormWidget);
  registry.define('xec-join-room', JoinRoomWidget);
  registry.define('xec-room-people', RoomPeople);
  registry.define('xec-room-settings', RoomSettings);
  registry.define('xec-room', RoomWidget);
  registry.define('xec-rooms', RoomsWidget);
  registry.define('xec-post', PostWidget);
  registry.define('xec-feed', FeedWidget);
  registry.define('xec-avatar-editor', AvatarEditor);
  registry.define('xec-profile', ProfileWidget);
  registry.define('xec-contact-profile', ContactProfile);
  registry.define('xec-app', App);
}

/** All keys that these widgets live on: what a source for them is made with. */
export const widgetKeys: readonly string[] = [
  ...new Set<string>([
    ...ConnectionStatus.keys,
    ...RosterList.keys,
    ...Chat.keys,
    ...RoomsWidget.keys,
    ...FeedWidget.keys,
    ...ProfileWidget.keys,
  ]),
];

/** All actions that they request. */
export const widgetActions: readonly string[] = [
  'Message/Publish',
  'Message/Composing',
  'Message/Paused',
  'Message/Active',
  'Message/Displayed',
  ...dataFormActions,
  ...roomsActions,
  ...feedActions,
  ...profileActions,
];

declare global {
  interface HTMLElementTagNameMap {
    'xec-connection-status': ConnectionStatus;
    'xec-roster': RosterList;
    'xec-composer': Composer;
    'xec-chat': Chat;
    'xec-pick-person': PickPerson;
    'xec-raster-picture': RasterPicture;
    'xec-data-form': DataFormWidget;
    'xec-join-room': JoinRoomWidget;
    'xec-room-people': RoomPeople;
    'xec-room-settings': RoomSettings;
    'xec-room': RoomWidget;
    'xec-rooms': RoomsWidget;
    'xec-post': PostWidget;
    'xec-feed': FeedWidget;
    'xec-avatar-editor': AvatarEditor;
    'xec-profile': ProfileWidget;
    'xec-contact-profile': ContactProfile;
    'xec-app': App;
  }
}
