import type { TemplateResult } from 'lit';
import type { IconName } from '../icons/icons.js';
import type { Language } from '../language/texts.js';

/**
 * A view of the shell: something that the rail leads to.
 *
 * The shell makes its elements when the view is first shown, and keeps them. It sets their
 * properties `source`, `path` (what stands behind the view in the address), `open` (the same, or
 * `undefined`), `person`, `preferences`, and what the page shares with all of them (`App.shared`).
 */
export interface View {
  /** Its place in the address. Lower case letters, digits and `-`. */
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly icon: IconName | (() => TemplateResult);
  /** The tag of what stands in the pane of lists; of several, the first that is defined. */
  readonly list?: readonly string[];
  /** The tag of the view itself. */
  readonly element: string;
  /** The tag of its details, for what is open. */
  readonly details?: string;
  /** Tags that must be defined, or the view is not there. Default: `element`. */
  readonly needs?: readonly string[];
}

/** The views of the house. Those whose elements nobody defined are not there. */
export const houseViews: readonly View[] = [
  {
    id: 'chat',
    title: { en: 'Chats', fr: 'Discussions' },
    icon: 'chat',
    list: ['xec-conversation-list', 'xec-roster'],
    element: 'xec-conversation',
    details: 'xec-chat-details',
  },
  {
    id: 'contacts',
    title: { en: 'Contacts', fr: 'Contacts' },
    icon: 'contacts',
    element: 'xec-roster',
    // Where there is no list of conversations, the contacts stand in its place already.
    needs: ['xec-roster', 'xec-conversation-list'],
  },
  {
    id: 'rooms',
    title: { en: 'Rooms', fr: 'Salons' },
    icon: 'rooms',
    element: 'xec-rooms',
  },
  { id: 'feed', title: { en: 'Feed', fr: 'Fil' }, icon: 'feed', element: 'xec-feed' },
  {
    id: 'profile',
    title: { en: 'Profile', fr: 'Profil' },
    icon: 'profile',
    element: 'xec-profile',
  },
  {
    id: 'settings',
    title: { en: 'Settings', fr: 'Paramètres' },
    icon: 'settings',
    element: 'xec-settings',
  },
];

const registered: View[] = [];

/**
 * Adds a view to the shell, before the settings. Call it before the shell is on the page.
 *
 * @throws TypeError when the id is taken, or is none
 */
export function registerView(view: View): void {
  if (!/^[a-z0-9-]+$/.test(view.id)) {
    throw new TypeError(`expected an id of a-z, 0-9 and -, got "${view.id}"`);
  }
  const other = allViews().find(({ id }) => id === view.id);
  if (other !== undefined) {
    throw new TypeError(
      `the view "${view.id}" is <${other.element}> already, and cannot be <${view.element}>`,
    );
  }
  registered.push(view);
}

const allViews = (): readonly View[] => [
  ...houseViews.slice(0, -1),
  ...registered,
  ...houseViews.slice(-1),
];

/** The views whose elements are defined, in their order. */
export const views = (isDefined: (tag: string) => boolean): readonly View[] =>
  allViews().filter(({ element, needs = [element] }) => needs.every(isDefined));
