import { App } from './app.js';
import { Chat } from './chat.js';
import { Composer } from './composer.js';
import { ConnectionStatus } from './connection-status.js';
import { DataFormWidget, dataFormActions } from './data-form/index.js';
import { PickPerson } from './pick-person.js';
import { RasterPicture } from './picture/index.js';
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
  registry.define('xec-app', App);
}

/** All keys that these widgets live on: what a source for them is made with. */
export const widgetKeys: readonly string[] = [
  ...new Set<string>([...ConnectionStatus.keys, ...RosterList.keys, ...Chat.keys]),
];

/** All actions that they request. */
export const widgetActions: readonly string[] = [
  'Message/Publish',
  'Message/Composing',
  'Message/Paused',
  'Message/Active',
  'Message/Displayed',
  ...dataFormActions,
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
    'xec-app': App;
  }
}
