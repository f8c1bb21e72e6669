import type { PacketSource } from '@xec/packet-source';
import { App, type PersonChoice, type useTheme } from '@xec/widgets';

/** What a person likes the page to look like. */
export type Preferences = ReturnType<typeof useTheme>;

/** What the whole page lives on. */
export interface Shown {
  readonly source: PacketSource;
  readonly person: PersonChoice;
  readonly preferences: Preferences;
  /** They want to be somebody else. */
  readonly leave: () => void;
}

/** Shows the widgets; they cannot tell what stands behind the source. */
export function showApp({ source, person, preferences, leave }: Shown): void {
  const app = new App();
  app.source = source;
  app.person = person;
  app.preferences = preferences;
  app.addEventListener('xec-leave', leave);
  document.body.append(app);
}
