import type { PacketSource } from '@xec/packet-source';
import { IdbStorage, openState } from '@xec/state';
import { App, type PersonChoice, type useTheme } from '@xec/widgets';

/** What a person likes the page to look like. */
export type Preferences = ReturnType<typeof useTheme>;

/** What the whole page lives on. */
export interface Shown {
  readonly source: PacketSource;
  readonly person: PersonChoice;
  readonly preferences: Preferences;
  /** The account: what is kept in this browser is kept under its name. */
  readonly account: string;
  /** They want to be somebody else. */
  readonly leave: () => void;
}

/** Shows the widgets; they cannot tell what stands behind the source. */
export function showApp({ source, person, account, preferences, leave }: Shown): App {
  document.title = `${person.name} – Xec`;
  // Conversations, drafts and what has not left are there again after a reload.
  openState(source, { storage: new IdbStorage(`xec-state-${account}`) });
  const app = new App();
  app.source = source;
  app.person = person;
  app.preferences = preferences;
  app.addEventListener('xec-leave', leave);
  document.body.append(app);
  return app;
}
