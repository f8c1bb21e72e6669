/**
 * Nodes of accounts and of the service, in memory, and how they are set up.
 */
import {
  copyElement,
  type AccessModel,
  type DataForm,
  type Element,
  type FormField,
  type NodeAffiliation,
  type PubsubItem,
  type XmlElement,
} from '@xec/stanza';

/** The most items that a node keeps. */
const MAX_ITEMS = 256;

/** The configuration of XEP-0060 section 16.4.4 that this server knows; values as on the wire. */
const defaults = {
  title: '',
  type: '',
  access_model: 'presence',
  publish_model: 'publishers',
  persist_items: '1',
  max_items: '1',
  send_last_published_item: 'on_sub_and_presence',
  notify_retract: '1',
};
export type Option = keyof typeof defaults;

/** An item as it is kept. */
interface Kept {
  readonly payload: XmlElement;
  /** The bare JID of who published it. */
  readonly publisher: string;
}

/** Who may see nodes of accounts; `authorize` needs people who subscribe. */
const accessModels: readonly AccessModel[] = ['open', 'presence', 'roster', 'whitelist'];

const choices: Partial<Record<Option, readonly string[]>> = {
  publish_model: ['publishers', 'subscribers', 'open'],
  send_last_published_item: ['never', 'on_sub', 'on_sub_and_presence'],
};
const isTruth = (option: Option): boolean =>
  option === 'persist_items' || option === 'notify_retract';

export class PepNode {
  readonly #choices: typeof choices;
  readonly #config = { ...defaults };
  /** In the order of publication. */
  readonly items = new Map<string, Kept>();
  /** By bare JID. */
  readonly affiliations = new Map<string, NodeAffiliation>();
  /** The bare JIDs of those who are subscribed. */
  readonly subscribers = new Set<string>();
  /** The bare JIDs of those who want to be, and whom no owner let in yet. */
  readonly pending = new Set<string>();

  constructor(
    readonly name: string,
    own: Partial<Readonly<Record<Option, string>>> = {},
    access: readonly AccessModel[] = accessModels,
  ) {
    this.#choices = { ...choices, access_model: access };
    Object.assign(this.#config, own);
  }

  /** How an option is set, as on the wire. */
  text(option: Option): string {
    return this.#config[option];
  }

  /** The items, oldest first, as lists have them. */
  list(): PubsubItem[] {
    return [...this.items].map(([id, kept]) => ({ id, ...kept }));
  }

  /** Whether an account is subscribed. */
  subscription(jid: string): 'subscribed' | 'pending' | 'none' {
    if (this.subscribers.has(jid)) return 'subscribed';
    return this.pending.has(jid) ? 'pending' : 'none';
  }

  /** Whether somebody may publish by how the node is set up, whoever they are. */
  takesFrom(jid: string): boolean {
    const model = this.#config.publish_model;
    return model === 'open' || (model === 'subscribers' && this.subscribers.has(jid));
  }

  get accessModel(): AccessModel {
    return this.#config.access_model as AccessModel; // one of the choices: `set` sees to it
  }

  get sendsLast(): boolean {
    return this.#config.send_last_published_item === 'on_sub_and_presence';
  }

  get tellsOfRetraction(): boolean {
    return this.#config.notify_retract === '1';
  }

  /** Whether all that a filled form says is so already. */
  isAs(form: DataForm): boolean {
    return said(form).every(([option, value]) => this.#config[option] === value);
  }

  /** Sets the node up. @returns false for a value that an option cannot have. */
  set(form: DataForm): boolean {
    const changes = said(form);
    const isFit = changes.every(([option, value]) => {
      if (option === 'max_items') return Number(value) >= 1 && Number(value) <= MAX_ITEMS;
      return this.#choices[option]?.includes(value) ?? true;
    });
    if (isFit) for (const [option, value] of changes) this.#config[option] = value;
    return isFit;
  }

  /** The configuration as a form to fill in. */
  get form(): DataForm {
    const fields = (Object.keys(defaults) as Option[]).map((option): FormField => {
      const name = `pubsub#${option}`;
      const value = this.#config[option];
      const options = this.#choices[option]?.map((each) => ({ value: each }));
      if (options !== undefined) return { type: 'list-single', var: name, value, options };
      if (isTruth(option)) return { type: 'boolean', var: name, value: value === '1' };
      return { type: 'text-single', var: name, value };
    });
    return {
      type: 'form',
      instructions: [],
      formType: 'http://jabber.org/protocol/pubsub#node_config',
      fields,
    };
  }

  /** Keeps an item; the oldest ones beyond the node's limit are gone. */
  publish(id: string, payload: Element, publisher: string): void {
    this.items.delete(id);
    this.items.set(id, { payload: copyElement(payload), publisher });
    for (const oldest of this.items.keys()) {
      if (this.items.size <= Number(this.#config.max_items)) break;
      this.items.delete(oldest);
    }
  }

  /** What is kept after an event of it was sent. */
  forgetTransient(): void {
    if (this.#config.persist_items !== '1') this.items.clear();
  }
}

/** The options of a form that this server knows, as they are kept. */
const said = (form: DataForm): [Option, string][] =>
  form.fields.flatMap((field): [Option, string][] => {
    const option = field.var?.replace(/^pubsub#/, '') ?? '';
    if (!Object.hasOwn(defaults, option)) return [];
    const value = 'values' in field ? field.values[0] : field.value;
    return [[option as Option, kept(option as Option, String(value ?? ''))]]; // just looked up
  });

function kept(option: Option, value: string): string {
  if (isTruth(option)) return value === 'true' || value === '1' ? '1' : '0';
  return option === 'max_items' && value === 'max' ? String(MAX_ITEMS) : value;
}
