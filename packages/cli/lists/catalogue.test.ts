/**
 * The rooms against the catalogue of what Moxl can say and hear. What is not registered under its name
 * stands in a list with the reason; a reason that is none any more fails.
 */
import { describe, expect, it } from '@jest/globals';
import { fixtureJson } from '@xec/testing';
import { conditionKey, outcomeConditions, payloadHash } from '@xec/xec';
import { xec } from '../testing/run-cli.js';
import { fullRegistry } from './lists.js';

interface TableRow {
  readonly class: string;
  readonly name: string;
  readonly xmlns: string;
  readonly node: string | null;
  readonly keys: readonly string[];
}

interface Listed {
  readonly group: string;
  readonly class: string;
  readonly aliases: readonly string[];
}

interface MoxlAction {
  readonly group: string;
  readonly class: string;
  readonly keys: readonly string[];
  /** Methods of its own: `errorItemNotFound`, or `error` for any condition. */
  readonly errors: readonly string[];
}

const list = async (name: string): Promise<Record<string, unknown>[]> =>
  JSON.parse((await xec([name, '--json'])).out) as Record<string, unknown>[];

const registry = fullRegistry();

const table = fixtureJson<TableRow[]>('catalogue/payload-table');
const { actions } = fixtureJson<{ actions: MoxlAction[] }>('catalogue/actions');

/** Elements of the table that no payload reads: sessions do, in one state of the stream only. */
const bySession: readonly string[] = [
  'StreamFeatures',
  'StreamError',
  'STARTTLS',
  'STARTTLSProceed',
  'SASLChallenge',
  'SASL2Challenge',
  'SASLSuccess',
  'SASL2Success',
  'SASLFailure',
  'SASL2Failure',
  'SessionBind',
  'Register',
];

const own = 'the session does it as a part of each login, and says so in session_state';
const answers = 'the id of the question is in its answer, which the payload gives that got it';

/** Actions that there are not, and what there is. */
const instead: Readonly<Record<string, string>> = {
  'Ack/Send': 'the session acknowledges what was committed (XEP-0198): sooner would lose it',
  'Notification/Get': 'reads urn:xmpp:inbox, a node of no specification, as Pubsub/GetItems does',
  'Notification/ItemDelete': 'it takes from the node urn:xmpp:inbox, as Pubsub/PostDelete does',
  'OMEMO/Message': 'a message with `encrypted`, which sealMessage makes: Message/Publish sends it',
  'Pubsub/Errors': 'a base class, which sends nothing: the engine names each condition',
  'BOB/Answer': `${answers}; hostBob says what is given`,
  'Session/Bind': own,
  'Session/Start': 'RFC 6121 did away with it, and servers say that it is optional',
  'Version/Send': answers,
};

/** Actions that Moxl renamed: the new one has the old name, too, and sends the same. */
const renamed: Readonly<Record<string, string>> = {
  'OMEMO/SetDeviceList': 'OMEMO/SetDevicesList',
  'PubsubSubscription/ListAdd': 'PubsubSubscription/Add',
  'PubsubSubscription/ListGet': 'PubsubSubscription/Get',
  'PubsubSubscription/ListGetFriends': 'PubsubSubscription/Get',
  'PubsubSubscription/ListRemove': 'PubsubSubscription/Remove',
};
const isThere = (each: MoxlAction): boolean =>
  !(nameOf(each) in instead) && !(nameOf(each) in renamed);

/** Keys that there are not, and what tells the same, or why nothing does. */
const otherwise: Readonly<Record<string, string>> = {
  avatar_set_pubsub: 'a picture is given to the own account only; nodes have Pubsub actions',
  pubsub_getitem_avatar: 'pubsub_getitem_handle has the item, whatever it is',
  pubsub_getitem_messageresolved: 'pubsub_getitem_handle has the item; who asked knows why',
  message_pubsub_subscribed: 'pubsubnode_subscription',
  register:
    'the feature of a stream without login, where no session is that could have packets: ' +
    'registerAccount of @xec/client gives the form as its result',
  starttlsproceed:
    'the transport asks for TLS before there is a stream that a session has; session_state tells of failures',
};
const isOfPayload = (key: string): boolean => table.some((row) => row.keys.includes(key));

const readers = new Map(
  (await list('payloads')).map(({ name, xmlns, node, reader }) => [
    JSON.stringify([name, xmlns, node]),
    reader,
  ]),
);
const readerOf = ({ name, xmlns, node }: TableRow): unknown =>
  readers.get(JSON.stringify([name, xmlns, node]));
const keys = new Set((await list('keys')).map(({ key }) => key as string)); // a key is a string
const listed = (await list('actions')) as unknown as readonly Listed[]; // as `xec actions` writes them
const known = new Set(listed.map(nameOf));
/** Older names, and the action that has them. */
const aliases = new Map(
  listed.flatMap((each) => each.aliases.map((alias) => [alias, nameOf(each)])),
);

function nameOf({ group, class: name }: { group: string; class: string }): string {
  return `${group}/${name}`;
}

describe('the payloads of the catalogue', () => {
  it.each(table)('has $class: <$name/> $xmlns $node', (row) => {
    expect(readerOf(row)).toBe(bySession.includes(row.class) ? 'session' : 'payload');
  });

  it('and sessions read no others', async () => {
    const read = (await list('payloads')).filter(({ reader }) => reader === 'session');
    expect(read.map((each) => each['class']).sort()).toEqual([...bySession].sort());
    expect(read.filter(({ place }) => typeof place !== 'string')).toEqual([]);
  });

  it('and each has the hash that tools print', async () => {
    for (const { name, xmlns, node, hash } of await list('payloads')) {
      const text = [name, xmlns, node ?? ''].map(String);
      expect(hash).toBe(payloadHash(text[0] ?? '', text[1] ?? '', text[2]));
    }
  });

  it('and its keys', () => {
    const missing = table.flatMap((row) => row.keys).filter((key) => !keys.has(key));
    expect(new Set(missing)).toEqual(new Set(Object.keys(otherwise).filter(isOfPayload)));
  });
});

/** Those that tell under one key what Moxl has methods for, each with its reason. */
const asError: Readonly<Record<string, string>> = {
  'Pubsub/GetMetadata':
    'whatever went wrong comes as pubsub_getmetadata_error, with the node and the condition, as with its neighbours',
};

describe('the actions of the catalogue', () => {
  it.each(actions.filter(isThere).map((each) => [nameOf(each), each]))(
    'has %s, and its keys',
    (name, each) => {
      expect(known).toContain(name);
      const { keys: wanted } = each as MoxlAction; // the table's second column
      expect(wanted.filter((key) => !keys.has(key) && !(key in otherwise))).toEqual([]);
    },
  );

  it.each(actions.filter((each) => isThere(each) && each.errors.length > 0))(
    'tells of $group/$class each error that the catalogue has a method for',
    ({ group, class: name, errors }) => {
      const prefix = `${group}_${name}`.toLowerCase();
      // `error` is any: one key for all, or each condition's own.
      const conditions = outcomeConditions.map((each) => `error${conditionKey(each)}`);
      const untold = registry.actionNamed(`${group}/${name}`)?.description.untold ?? [];
      const elsewhere = [
        // Its method makes something else of it.
        ...untold.map((each) => `error${conditionKey(each)}`),
        ...(`${group}/${name}` in asError ? conditions : []),
      ];
      const lacking = errors
        .map((method) => method.toLowerCase())
        .flatMap((method) =>
          method === 'error' && !keys.has(`${prefix}_error`) ? conditions : [method],
        )
        .filter((method) => !keys.has(`${prefix}_${method}`) && !elsewhere.includes(method));
      expect(lacking).toEqual([]);
    },
  );

  it('and the older names of those that Moxl renamed', () => {
    expect(Object.fromEntries(aliases)).toEqual(renamed);
  });

  it('and what is left out is not there', () => {
    expect(Object.keys(instead).filter((name) => known.has(name))).toEqual([]);
    expect(Object.keys(otherwise).filter((key) => keys.has(key))).toEqual([]);
    const names = new Set(actions.map(nameOf));
    expect(Object.keys(instead).filter((name) => !names.has(name))).toEqual([]);
  });
});
