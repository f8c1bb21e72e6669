import { html, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { icon, type IconName } from '../icons/icons.js';
import type { PersonChoice } from '../pick-person/pick-person.js';
import { hueOf, initialOf } from '../styles.js';
import type { Tasks } from '../task-tray/tasks.js';
import type { appTexts } from './texts.js';

/** What the bar shows, and what its buttons do. */
export interface Bar {
  readonly texts: (typeof appTexts)['en'];
  readonly source: PacketSource;
  readonly person: PersonChoice;
  readonly tasks: Tasks;
  /** Where the button with one's own name leads. */
  readonly meHref: string;
  readonly skip: (event: Event) => void;
  readonly jump: () => void;
  readonly keys: () => void;
}

/** What stands above all views. */
export const bar = ({ texts, source, person, tasks, meHref, skip, jump, keys }: Bar) => html`
  <header part="bar">
    <a class="skip" href="#content" @click=${skip}>${texts.skip}</a>
    <h1>Xec</h1>
    <xec-connection-status .source=${source}></xec-connection-status>
    <span class="gap"></span>
    <xec-task-tray .tasks=${tasks}></xec-task-tray>
    ${button('search', texts.jump, 'Ctrl+K', jump)} ${button('keys', texts.keys, '?', keys)}
    <a class="button me" href=${meHref} aria-label=${texts.me(person.name)}>
      <span class="avatar ${hueOf(person.id)}" aria-hidden="true">${initialOf(person.name)}</span>
      <bdi>${person.name}</bdi>
    </a>
  </header>
`;

/** A button of the bar, which a key does the work of, too. */
const button = (
  sign: IconName,
  name: string,
  key: string,
  press: () => void,
): TemplateResult => html`
  <button
    type="button"
    class="button plain bare"
    title=${`${name} (${key})`}
    aria-label=${name}
    @click=${press}
  >
    ${icon(sign)}
  </button>
`;
