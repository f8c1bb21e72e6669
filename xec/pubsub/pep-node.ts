import {
  NS_PUBSUB_EVENT,
  MalformedStanza,
  iqGet,
  iqSet,
  itemsRequest,
  nextPage,
  readItemsAnswer,
  readPubsubItems,
  retractItem,
  type Element,
  type Jid,
  type NodeOptions,
  type PageRequest,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  Payload,
  action,
  bareJid,
  pageRequestSchema,
  payload,
  type ActionContext,
  type PayloadContext,
  type Sender,
} from '../core/index.js';
import type { PacketMap } from '../core/index.js';
import { mending, type Mending } from './mending.js';
import { accessModel } from './pep-schemas.js';
import { PublishAction } from './publish-action.js';
import { tell } from '../core/action/tell.js';
import type { AccessModel } from '@xec/stanza';

/** The name of an item of which a node has one (XEP-0060 section 12.20). */
const SINGLETON = 'current';

/** What is heard of one kind of thing that accounts publish (XEP-0163). */
export interface PepEventDefinition<Name extends string, Content> {
  /** The payload: `Mood`. */
  readonly name: Name;
  readonly node: string;
  /** Reads what was published under `id`; `undefined` for what is something else. */
  readonly read: (payload: Element, id: string) => Content | undefined;
  /** Whose events count. Default: anybody's, credited to them. */
  readonly from?: Sender;
  /**
   * Whether only what an account's service sends counts, from the bare JID (section 4.3.1): not what one
   * of its clients says itself, nor an occupant of a room.
   */
  readonly isByService?: true;
  /** The keys of an event, each of which is told; default the name in lower case. */
  readonly keysOf?: (from: Jid, self: Jid) => readonly (keyof PacketMap)[];
  /** What else is to be done when something was published. */
  readonly onPublished?: (item: { id: string; content: Content }, ctx: PayloadContext) => void;
}

/** One kind of thing that accounts publish: said once, for all that is done with it. */
export interface PepDefinition<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
> extends PepEventDefinition<Name, Content> {
  /** The actions: `Mood/Publish`, `Mood/Retract`, `Mood/Get`. */
  readonly publish: P;
  readonly retract: R;
  readonly get: G;
  /** Names that these actions had before, by the name that they have. */
  readonly aliases?: Readonly<Partial<Record<P | R | G, readonly string[]>>>;
  /** The schema of what is published. */
  readonly content: v.GenericSchema<unknown, Content>;
  readonly write: (content: Content) => Element;
  /** How the node must be set up; a publication may say another `accessModel`. */
  readonly options?: NodeOptions;
  /**
   * The id of what is published, by whom: a bare JID. Default: `current`, for a node with one item. One
   * of many is taken away by its id, which must be said then.
   */
  readonly idOf?: (content: Content, account: string) => string;
  /** Whether it holds a secret, a password for one: its publication is never stored then. */
  readonly isSecret?: (content: Content) => boolean;
}

/** What is published, and for whom. */
export interface PublishPepParams<Content> {
  readonly content: Content;
  /** Who may see it; default: as the node is set up, or as the room says. */
  readonly accessModel?: AccessModel;
  readonly mending?: Mending;
}

/** The classes that a definition gives: list them in the room's feature. */
export interface PepNode<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
> {
  /** Publishes (XEP-0060 section 7.1). */
  readonly Publish: new (params: PublishPepParams<Content>) => Action<P, PublishPepParams<Content>>;
  /** Takes an item of ours away (XEP-0060 section 7.2). */
  readonly Retract: new (params: { id?: string }) => Action<R, { id?: string }>;
  /** Asks an account for what it published, or for a part (XEP-0060 section 6.5); without `to` the own one. */
  readonly Get: new (params: GetPepParams) => Action<G, GetPepParams>;
  /** Hears of what is published (XEP-0163 section 4.3). */
  readonly Event: new () => Payload<Name>;
  /** The same at another node (XEP-0163 section 4.3), as older clients name it: list it beside `Event`. */
  readonly eventAt: (node: string) => new () => Payload<Name>;
}

/** Whom to ask, and for what part. */
export interface GetPepParams {
  /** An account; without it the own one. */
  readonly to?: string;
  /** One item. */
  readonly id?: string;
  /** One page of what there is; without it all that the service gives. */
  readonly page?: PageRequest;
}

/**
 * Makes the actions and the payload of one kind of thing that accounts publish.
 *
 * The room declares the packets: `<name>` with `pepItem`, `<name>_retract` with `pepPlace`,
 * `…_handle` of publishing and taking away with `pepDone`, of asking with `pepItems`. It announces `<node>+notify` to be sent events of contacts.
 */
export function pepNode<
  const Name extends string,
  const P extends string,
  const R extends string,
  const G extends string,
  Content,
>(definition: PepDefinition<Name, P, R, G, Content>): PepNode<Name, P, R, G, Content> {
  return {
    Publish: publishClass(definition),
    Retract: retractClass(definition),
    Get: getClass(definition),
    Event: pepEvent(definition),
    eventAt: (node) => pepEvent({ ...definition, node }),
  };
}

type AnyName = `${string}/${string}`;

// The classes below are described with names that the compiler cannot know; each is given the type
// that its name has.

function publishClass<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
>(definition: PepDefinition<Name, P, R, G, Content>): PepNode<Name, P, R, G, Content>['Publish'] {
  const { node, write, options, idOf, isSecret } = definition;
  class PublishPep extends PublishAction<string, PublishPepParams<Content>> {
    protected override publication(account: string) {
      const { content, accessModel: access } = this.params;
      const all = { ...options, ...(access !== undefined && { access_model: access }) };
      return {
        node,
        id: idOf?.(content, account) ?? SINGLETON,
        payload: write(content),
        ...(Object.keys(all).length > 0 && { options: all }),
      };
    }

    protected override published(id: string, ctx: ActionContext) {
      tell(ctx, 'handle', { id });
    }
  }
  describe(PublishPep, definition.publish, {
    params: v.object({
      content: definition.content,
      accessModel: v.exactOptional(accessModel),
      mending: v.exactOptional(mending),
    }),
    idempotent: true, // the item has its id: the second one replaces the first
    aliases: definition.aliases?.[definition.publish],
    ...(isSecret && {
      // Params that the schema above read.
      isSecret: (params: unknown) => isSecret((params as PublishPepParams<Content>).content),
    }),
  });
  return PublishPep as unknown as PepNode<Name, P, R, G, Content>['Publish'];
}

function retractClass<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
>({
  retract,
  node,
  idOf,
  aliases,
}: PepDefinition<Name, P, R, G, Content>): PepNode<Name, P, R, G, Content>['Retract'] {
  class RetractPep extends Action<string, { id?: string }> {
    override build() {
      return iqSet(undefined, retractItem(node, this.params.id ?? SINGLETON));
    }

    override handle(_reply: Element, ctx: ActionContext) {
      tell(ctx, 'handle', { id: this.params.id ?? SINGLETON });
    }
  }
  describe(RetractPep, retract, {
    params: v.object({ id: idOf ? v.string() : v.exactOptional(v.string()) }),
    aliases: aliases?.[retract],
  });
  return RetractPep as unknown as PepNode<Name, P, R, G, Content>['Retract'];
}

function getClass<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
>(definition: PepDefinition<Name, P, R, G, Content>): PepNode<Name, P, R, G, Content>['Get'] {
  const { node, idOf, get } = definition;
  class GetPep extends Action<string, GetPepParams> {
    override build() {
      const { to, id, page } = this.params;
      const which = id === undefined ? !idOf && { max: 1 } : { ids: [id] };
      return iqGet(to, itemsRequest({ node, ...which, ...(page && { page }) }));
    }

    override handle(reply: Element, ctx: ActionContext) {
      const answer = readItemsAnswer(reply);
      if (answer === undefined) throw new MalformedStanza(`expected the items of ${node}`);
      const items = answer.items.flatMap((item) => readItem(definition, item) ?? []);
      const next = nextPage(this.params.page ?? {}, answer.page, answer.items.length);
      const from = this.params.to ?? ctx.self.bare;
      tell(ctx, 'handle', {
        ...{ from, items },
        ...(answer.page && { page: answer.page }),
        ...(next && { next }),
      });
    }
  }
  describe(GetPep, get, {
    params: v.object({
      to: v.exactOptional(bareJid),
      id: v.exactOptional(v.string()),
      page: v.exactOptional(pageRequestSchema),
    }),
    idempotent: true,
    aliases: definition.aliases?.[get],
  });
  return GetPep as unknown as PepNode<Name, P, R, G, Content>['Get'];
}

/**
 * Makes the payload alone, for a room whose actions are of another kind: `<name>` and `<name>_retract` are
 * the keys of its packets.
 */
export function pepEvent<const Name extends string, Content>(
  definition: PepEventDefinition<Name, Content>,
): new () => Payload<Name> {
  const { name, node, isByService, onPublished } = definition;
  const own = [name.toLowerCase()] as unknown as readonly (keyof PacketMap)[]; // the room declares it
  const { keysOf = () => own } = definition;
  class PepEvent extends Payload {
    override handle(event: Element, ctx: PayloadContext) {
      const list = event.getChild('items', NS_PUBSUB_EVENT); // an event has one list
      const read = list && readPubsubItems(list);
      if (read?.node !== node || (isByService === true && !ctx.from.isBare)) return;
      const from = ctx.from.toString();
      const keys = keysOf(ctx.from, ctx.self);
      for (const item of read.items) {
        const known = readItem(definition, item);
        if (known === undefined) continue;
        const { id, content } = known;
        for (const key of keys) emit(ctx, key, { from, id, content });
        onPublished?.(known, ctx);
      }
      for (const id of read.retracted) {
        emit(ctx, `${name.toLowerCase()}_retract` as keyof PacketMap, { from, id }); // as above
      }
    }
  }
  payload(name as string, {
    name: 'event',
    xmlns: NS_PUBSUB_EVENT,
    node,
    under: 'message',
    from: definition.from ?? 'any',
  })(PepEvent);
  return PepEvent as unknown as new () => Payload<Name>;
}

const emit = (ctx: PayloadContext, key: keyof PacketMap, content: unknown): void => {
  ctx.emit(key, content as PacketMap[keyof PacketMap]); // the registry reads it by the key's schema
};

/** An item that says what it must; others are passed over. */
function readItem<Content>(
  { read }: Pick<PepEventDefinition<string, Content>, 'read'>,
  { id, payload: el }: { readonly id: string; readonly payload?: Element },
): { id: string; content: Content } | undefined {
  const content = el && read(el, id);
  return content === undefined ? undefined : { id, content };
}

const describe = (
  target: new (params: never) => Action<string, unknown>,
  name: string,
  {
    aliases = [],
    ...options
  }: {
    params: v.GenericSchema;
    idempotent?: boolean;
    aliases?: readonly string[] | undefined;
    isSecret?: (params: unknown) => boolean;
  },
): void => {
  // `action` compares the class with its name and params; here the definition vouches for both.
  const decorate = action(name as AnyName, { ...options, aliases }) as (target: unknown) => void;
  decorate(target);
};
