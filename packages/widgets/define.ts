import { App } from './app.js';
import { Chat, chatActions } from './chat/index.js';
import { Composer } from './composer.js';
import { uploadActions } from './composer/upload.js';
import { ConnectionStatus } from './connection-status.js';
import { ConversationList } from './conversation-list/index.js';
import { PickPerson } from './pick-person.js';
import { RosterList, rosterActions } from './roster/index.js';

/**
 * Makes the widgets known to the page: `<xec-connection-status>`, `<xec-roster>`,
 * `<xec-conversation-list>`, `<xec-chat>`, `<xec-composer>`, `<xec-pick-person>`, `<xec-app>`. Importing them does not.
 */
export function defineWidgets(registry: CustomElementRegistry = customElements): void {
  registry.define('xec-connection-status', ConnectionStatus);
  registry.define('xec-roster', RosterList);
  registry.define('xec-conversation-list', ConversationList);
  registry.define('xec-composer', Composer);
  registry.define('xec-chat', Chat);
  registry.define('xec-pick-person', PickPerson);
  registry.define('xec-app', App);
}

/** All keys that these widgets live on: what a source for them is made with. */
export const widgetKeys: readonly string[] = [
  ...new Set<string>([...ConnectionStatus.keys, ...RosterList.keys, ...Chat.keys]),
];

/** All actions that they request. */
export const widgetActions: readonly string[] = [
  ...new Set([...chatActions, ...rosterActions, ...uploadActions]),
];

declare global {
  interface HTMLElementTagNameMap {
    'xec-connection-status': ConnectionStatus;
    'xec-roster': RosterList;
    'xec-conversation-list': ConversationList;
    'xec-composer': Composer;
    'xec-chat': Chat;
    'xec-pick-person': PickPerson;
    'xec-app': App;
  }
}
