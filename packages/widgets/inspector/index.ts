import { DeskPage } from '../desk/index.js';
import { Appearance } from '../settings/appearance.js';
import { EventDetails } from './event-details.js';
import { EventList } from './event-list.js';
import { Inspector } from './inspector.js';
import { StanzaDesk } from './stanza-desk.js';

export { Inspector } from './inspector.js';

const widgets = {
  'xec-appearance': Appearance,
  'xec-desk': DeskPage,
  'xec-event-list': EventList,
  'xec-event-details': EventDetails,
  'xec-stanza-desk': StanzaDesk,
  'xec-inspector': Inspector,
} as const;

/** Makes `<xec-desk>` and `<xec-inspector>`, with all that stands in them, known to the page. */
export function defineInspector(registry: CustomElementRegistry = customElements): void {
  for (const [tag, widget] of Object.entries(widgets)) {
    if (registry.get(tag) === undefined) registry.define(tag, widget);
  }
}

/** The tags that `defineInspector` defines. */
export const inspectorTags: readonly string[] = Object.keys(widgets);
