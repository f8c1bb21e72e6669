/**
 * What accounts publish about themselves: one row for each node that a room of the house has.
 */
import {
  NODE_PUBSUB_SUBSCRIPTION,
  NS_ACTIVITY,
  NS_AVATAR_DATA,
  NS_AVATAR_METADATA,
  NS_BOOKMARKS,
  NS_BOOKMARK_STORAGE,
  NS_GEOLOC,
  NS_MICROBLOG,
  NS_MOOD,
  NS_NICK,
  NS_TUNE,
  NS_VCARD4_NODE,
  readActivity,
  readAvatarData,
  readAvatarMetadata,
  readBookmark,
  readBookmarkStorage,
  readLocation,
  readMood,
  readNickname,
  readPubsubSubscription,
  readTune,
  readVcard4,
  type Element,
} from '@xec/stanza';
import {
  AddPubsubSubscription,
  DeleteBookmark,
  GetActivity,
  GetAvatar,
  GetAvatarMetadata,
  GetBookmarks,
  GetLocation,
  GetMood,
  GetNickname,
  GetOlderBookmarks,
  GetPosts,
  GetPubsubSubscriptions,
  GetTune,
  GetVcard4,
  PublishActivity,
  PublishLocation,
  PublishMood,
  PublishTune,
  RemovePubsubSubscription,
  RetractActivity,
  RetractAvatarMetadata,
  RetractLocation,
  RetractMood,
  RetractNickname,
  RetractTune,
  RetractVcard4,
  SetAvatar,
  SetAvatarMetadata,
  SetBookmark,
  SetNickname,
  SetOlderBookmarks,
  SetVcard4,
  type AnyAction,
} from '@xec/xec';

interface Query {
  readonly to?: string;
  readonly id?: string;
}

/** How a node's items are asked for, published and taken away; each only where a room does that. */
export interface PepRow {
  readonly get?: (query: Query) => AnyAction | undefined;
  readonly publish?: (payload: Element, id: string) => AnyAction | undefined;
  readonly retract?: (id: string) => AnyAction;
}

/** The same content under the same name, where a room publishes it. */
const publish =
  <Content>(
    Publish: new (params: { content: Content }) => AnyAction,
    read: (payload: Element) => Content | undefined,
  ) =>
  (payload: Element): AnyAction | undefined => {
    const content = read(payload);
    return content && new Publish({ content });
  };

const retract = (Retract: new (params: { id: string }) => AnyAction) => (id: string) =>
  new Retract({ id });
const get = (Get: new (params: Query) => AnyAction) => (query: Query) => new Get(query);

export const pepNodes: Readonly<Record<string, PepRow>> = {
  [NS_MOOD]: {
    get: get(GetMood),
    publish: publish(PublishMood, readMood),
    retract: retract(RetractMood),
  },
  [NS_TUNE]: {
    get: get(GetTune),
    publish: publish(PublishTune, readTune),
    retract: retract(RetractTune),
  },
  [NS_ACTIVITY]: {
    get: get(GetActivity),
    publish: publish(PublishActivity, readActivity),
    retract: retract(RetractActivity),
  },
  [NS_GEOLOC]: {
    get: get(GetLocation),
    publish: publish(PublishLocation, readLocation),
    retract: retract(RetractLocation),
  },
  [NS_NICK]: {
    get: get(GetNickname),
    publish: publish(SetNickname, readNickname),
    retract: retract(RetractNickname),
  },
  [NS_VCARD4_NODE]: {
    get: get(GetVcard4),
    publish: publish(SetVcard4, readVcard4),
    retract: retract(RetractVcard4),
  },
  [NS_AVATAR_METADATA]: {
    get: get(GetAvatarMetadata),
    publish: publish(SetAvatarMetadata, (payload) => readAvatarMetadata(payload)),
    retract: retract(RetractAvatarMetadata),
  },
  [NS_AVATAR_DATA]: {
    get: ({ to, id }) =>
      id === undefined ? undefined : new GetAvatar({ id, ...(to !== undefined && { to }) }),
    publish: (payload, id) => {
      const data = readAvatarData(payload, id);
      return data && new SetAvatar({ base64: payload.getText(), type: 'image/png' });
    },
  },
  [NS_BOOKMARKS]: {
    get: get(GetBookmarks),
    publish: (payload, id) => {
      const content = readBookmark(payload, id);
      return content && new SetBookmark({ content });
    },
    retract: retract(DeleteBookmark),
  },
  [NS_BOOKMARK_STORAGE]: {
    get: get(GetOlderBookmarks),
    publish: publish(SetOlderBookmarks, readBookmarkStorage),
  },
  [NODE_PUBSUB_SUBSCRIPTION]: {
    get: get(GetPubsubSubscriptions),
    publish: publish(AddPubsubSubscription, readPubsubSubscription),
    retract: retract(RemovePubsubSubscription),
  },
  [NS_MICROBLOG]: {
    get: ({ id, ...at }) => new GetPosts({ ...at, ...(id !== undefined && { ids: [id] }) }),
  },
};
