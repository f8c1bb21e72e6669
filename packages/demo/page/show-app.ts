import type { PacketSource } from '@xec/packet-source';
import { IdbStorage, MemoryStorage, openState } from '@xec/state';
import {
  App,
  Unanswered,
  browserTexts,
  memoryTexts,
  type PersonChoice,
  type useTheme,
} from '@xec/widgets';
import { deleteDatabase, stateOf } from './kept-here.js';

/** What a person likes the page to look like. */
export type Preferences = ReturnType<typeof useTheme>;

/** What the whole page lives on. */
export interface Shown {
  readonly source: PacketSource;
  readonly person: PersonChoice;
  readonly preferences: Preferences;
  /** The account: what is kept in this browser is kept under its name. */
  readonly account: string;
  /** Whether anything is kept in this browser when it is closed. */
  readonly isKept: boolean;
  /** They want to be somebody else. */
  readonly leave: () => void;
}

/** The page, once it is there. */
export interface ShownApp {
  readonly app: App;
  /** Stores nothing any more: whoever leaves the page next leaves it as it is. */
  close(): Promise<void>;
  /** Forgets what the page kept of the account in this browser. */
  forget(): Promise<void>;
}

/** Shows the widgets; they cannot tell what stands behind the source. */
export function showApp(shown: Shown): ShownApp {
  const { person, account, isKept, preferences, leave } = shown;
  document.title = `${person.name} – Xec`;
  const unanswered = new Unanswered(isKept ? browserTexts() : memoryTexts(), account);
  const source = unanswered.watch(shown.source);
  // Conversations, drafts and what has not left are there again after a reload.
  const kept = isKept ? new IdbStorage(stateOf(account)) : undefined;
  const state = openState(source, { storage: kept ?? new MemoryStorage() });
  const app = new App();
  app.source = source;
  app.unanswered = unanswered;
  app.person = person;
  app.preferences = preferences;
  app.addEventListener('xec-leave', leave);
  document.body.replaceChildren(app);
  const close = async (): Promise<void> => {
    await state.close();
    await kept?.close();
  };
  return {
    ...{ app, close },
    async forget() {
      await close();
      unanswered.forget();
      if (isKept) await deleteDatabase(stateOf(account));
    },
  };
}
