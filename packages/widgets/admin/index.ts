import { DeskPage } from '../desk/index.js';
import { Appearance } from '../settings/appearance.js';
import { Admin } from './admin.js';

export { Admin } from './admin.js';

const widgets = {
  'xec-appearance': Appearance,
  'xec-desk': DeskPage,
  'xec-admin': Admin,
} as const;

/** Makes `<xec-desk>` and `<xec-admin>` known to the page. */
export function defineAdmin(registry: CustomElementRegistry = customElements): void {
  for (const [tag, widget] of Object.entries(widgets)) {
    if (registry.get(tag) === undefined) registry.define(tag, widget);
  }
}

/** The tags that `defineAdmin` defines. */
export const adminTags: readonly string[] = Object.keys(widgets);
