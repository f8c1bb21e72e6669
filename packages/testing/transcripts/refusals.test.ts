/**
 * Actions end as real servers refused the like of them: with the condition, and a packet that has it.
 */
import { describe, expect, it } from '@jest/globals';
import { readStanzaError } from '@xec/stanza';
import {
  AddRosterItem,
  AnnounceBundle,
  ChangeAffiliation,
  ConfigurePersistentStorage,
  CreateNode,
  CreatePersistentStorage,
  CreateSpace,
  DeleteNode,
  DestroyRoom,
  DestroySpace,
  GetCommands,
  GetConfig,
  GetLastActivity,
  GetMood,
  GetNodeAffiliations,
  GetNodeConfig,
  GetNodeItem,
  GetNodeItemIds,
  GetNodeItems,
  GetNodeMetadata,
  GetNodeSubscriptions,
  GetRoster,
  GetSpaceConfig,
  GetStorage,
  GetTime,
  GetVcard,
  GetVersion,
  ItemsDisco,
  PingEntity,
  PingServer,
  PublishMood,
  PurgeNode,
  RequestDisco,
  RunCommand,
  SetConfig,
  SetNodeAffiliations,
  SetNodeConfig,
  SubscribeToNode,
  SubscribeToSpace,
  TestCreateNode,
  UnsubscribeFromNode,
  UnsubscribeFromSpace,
  UpdateRosterItem,
  allFeatures,
  type AnyAction,
} from '@xec/xec';
import { fixtureJson } from '../fixtures/index.js';
import { openRoom, type TestRoom } from '../rooms/index.js';
import { kindOfRequest, recordedRefusals, type Refusal } from './refusals.js';

const self = 'alice@localhost/ref';
const to = 'pubsub.localhost';
const node = 'news';
const at = { to, node };
const room = 'garden@conference.localhost';
const jid = 'bob@localhost';
const form = { type: 'submit', instructions: [], fields: [] } as const;
const affiliations = [{ jid, affiliation: 'member' }] as const;

const samples: readonly AnyAction[] = [
  new AddRosterItem({ jid }),
  new AnnounceBundle(fixtureJson('omemo/bundle-2')),
  new ChangeAffiliation({ room, jid, affiliation: 'owner' }),
  new ConfigurePersistentStorage(at),
  new CreateNode(at),
  new CreatePersistentStorage(at),
  new CreateSpace(at),
  new DeleteNode(at),
  new DestroyRoom({ room }),
  new DestroySpace(at),
  new GetCommands({ to }),
  new GetConfig({ room }),
  new GetLastActivity({ jid }),
  new GetMood({ to: jid }),
  new GetNodeAffiliations(at),
  new GetNodeConfig(at),
  new GetNodeItem({ ...at, id: 'a' }),
  new GetNodeItemIds(at),
  new GetNodeItems(at),
  new GetNodeMetadata(at),
  new GetNodeSubscriptions(at),
  new GetRoster(),
  new GetSpaceConfig(at),
  new GetStorage({ namespace: 'urn:example:settings' }),
  new GetTime({ jid: to }),
  new GetVcard({ to: jid }),
  new GetVersion({ jid: to }),
  new ItemsDisco({ jid: to }),
  new PingEntity({ jid: to }),
  new PingServer(),
  new PublishMood({ content: { mood: 'calm' } }),
  new PurgeNode(at),
  new RequestDisco({ jid: to }),
  new RunCommand({ to, node }),
  new SetConfig({ room, form }),
  new SetNodeAffiliations({ ...at, affiliations }),
  new SetNodeConfig({ ...at, form }),
  new SubscribeToNode(at),
  new SubscribeToSpace(at),
  new TestCreateNode(at),
  new UnsubscribeFromNode(at),
  new UnsubscribeFromSpace(at),
  new UpdateRosterItem({ jid }),
];

const refusals = recordedRefusals();

const open = (): TestRoom =>
  openRoom(allFeatures, { self, announced: ['http://jabber.org/protocol/pubsub#publish-options'] });

/** What was refused of that kind, each condition of each server once. */
function refusalsOf(action: AnyAction): readonly Refusal[] {
  const room = open();
  void room.request(action);
  const [sent] = room.sent;
  const all = (sent && refusals.get(kindOfRequest(sent))) ?? [];
  const told = new Map(all.map((each) => [`${each.recording} ${conditionOf(each)}`, each]));
  return [...told.values()].filter((each) => !isMended(action, each));
}

const conditionOf = ({ reply }: Refusal): string => readStanzaError(reply).condition;

/** Publications that can be mended are asked anew: publish.test.ts of pubsub has what comes then. */
const isMended = (action: AnyAction, refusal: Refusal): boolean =>
  (action instanceof PublishMood || action instanceof AnnounceBundle) &&
  /conflict|resource-constraint/.test(conditionOf(refusal));

describe('what servers refused', () => {
  it.each(samples.map((action) => [action.actionName, action] as const))(
    'ends %s with its condition',
    async (name, action) => {
      const recorded = refusalsOf(action);
      expect(recorded.length).toBeGreaterThan(0);
      for (const refusal of recorded) {
        const room = open();
        const asked = room.request(action);
        const [sent] = room.sent;
        // The answer to ours: who was asked, and what for, is not in an error.
        const { attrs } = refusal.reply;
        attrs['id'] = sent?.attrs['id'];
        attrs['from'] = (sent?.attrs['to'] as string | undefined) ?? 'alice@localhost';
        attrs['to'] = self;
        room.receive(refusal.reply);
        const condition = conditionOf(refusal);
        await expect(asked).rejects.toMatchObject({ name: 'StanzaError', condition });
        const prefix = name.replace('/', '_').toLowerCase();
        const keys = room.keys.filter((key) => key.startsWith(`${prefix}_error`));
        expect(keys).toHaveLength(1);
        expect(room.faults).toEqual([]);
      }
    },
  );
});
