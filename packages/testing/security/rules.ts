/**
 * The rules that every stanza, frame, record and connection must pass, and what is done for each. Tests
 * of this folder begin with the number of their rule; `docs/security.md` is made of both.
 */

/** One rule. */
export interface Rule {
  readonly number: number;
  /** What must hold. */
  readonly rule: string;
  /** Where it is written. */
  readonly source: string;
  /** What is done for it, and where: paths from the root of the project. */
  readonly done: string;
}

/** Rules that have a subject in common. */
export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** What cannot be shown yet, with the issue that brings it. */
export const awaited: Readonly<Record<number, string>> = {};

const rule = (number: number, text: string, source: string, done: string): Rule => ({
  number,
  rule: text,
  source,
  done,
});

export const ruleGroups: readonly RuleGroup[] = [
  {
    title: 'Addresses',
    rules: [
      rule(
        1,
        'An address is cut at its first `/`, then at its first `@`. Empty parts, a second `@` and parts of more than 1,023 octets are no address.',
        'RFC 7622 sections 3.1 to 3.4',
        '`stanza/core/jid.ts` reads addresses, and is the only code that does.',
      ),
      rule(
        2,
        'Localparts are UsernameCaseMapped, resources OpaqueString, domains IDNA; a code point that the profile disallows makes the address invalid.',
        'RFC 7622 section 3, RFC 8265 section 3.3',
        '`stanza/core/precis` prepares the parts; addresses are compared prepared.',
      ),
      rule(
        3,
        'A stanza whose `from` is no address is ignored, an iq request too.',
        'RFC 7622 section 3',
        'The handler looks at `from` before anything else (`xec/core/dispatch/handler.ts`).',
      ),
      rule(
        4,
        'Escapes, nicknames and names are for display; identity is the prepared address.',
        'RFC 7622 section 7, XEP-0106',
        'Facts and pending requests are keyed by prepared addresses; `unescapeLocal` makes text to show, never a key.',
      ),
      rule(
        5,
        'A display name comes with the address that it belongs to, and its directional characters change nothing around it.',
        'RFC 7622 section 7',
        'Packets that hold a name hold the address beside it; widgets isolate names (`<bdi>`).',
      ),
      rule(
        6,
        'A stanza without `from` is from the own account.',
        'RFC 6120 section 8.1.2.1',
        '`xec/core/dispatch/senders.ts`.',
      ),
    ],
  },
  {
    title: 'Answers to our requests',
    rules: [
      rule(
        7,
        'An answer is an iq of type result or error with the id of a request that this account has pending, from whom the request went to.',
        'RFC 6120 sections 8.1.2.1 and 8.2.3',
        'One look-up by id in the session’s own pending requests, then the sender (`xec/core/dispatch/replies.ts`).',
      ),
      rule(
        8,
        'What does not pass leaves the request pending; the genuine answer ends it.',
        'RFC 6120 section 8.2.3',
        'A request is taken only when its answer has passed.',
      ),
      rule(
        9,
        'No message, presence, get or set ends an iq request. A message ends by acknowledgement or by its own error from exactly whom it went to.',
        'RFC 6120 section 8.2.3',
        'The kind of a request is stored with it, and compared.',
      ),
      rule(
        10,
        'Our ids have at least 96 random bits and are compared exactly.',
        'RFC 6120 section 8.1.3',
        '`xec/core/runtime.ts` makes them of 16 random bytes; ids of peers are another space.',
      ),
      rule(
        11,
        'An answer ends its request once; late, unknown and empty ids are ignored and never answered.',
        'RFC 6120 sections 8.2.3 and 8.3.1',
        'Taking the request and its effect are one unit of the journal.',
      ),
      rule(
        12,
        'Only conditions of the standard, and those that the action declares, choose a method; all else is `undefined-condition`.',
        'RFC 6120 section 8.3.3',
        '`stanza/core/error.ts` knows the list; methods are found by a table, not by the peer’s text.',
      ),
    ],
  },
  {
    title: 'Requests to us',
    rules: [
      rule(
        13,
        'Each get or set has exactly one answer, to whom it came from, under its id.',
        'RFC 6120 sections 8.2.3 and 8.4',
        'The handler answers where no payload did; a second answer is refused (`xec/core/dispatch`).',
      ),
      rule(
        14,
        'Who may not see our presence is not told how long we are idle, nor what time we have.',
        'XEP-0012 section 8, XEP-0202 section 6',
        'The payloads are registered for `subscriber`.',
      ),
      rule(
        15,
        'Commands are off until the owner of the application turns them on.',
        'XEP-0050 section 5, XEP-0146 section 7',
        'No feature registers a command that runs here.',
      ),
      rule(
        16,
        'Calls and file offers are never accepted without a decision; the peer is the sender.',
        'XEP-0166 section 6.2, XEP-0047 section 2.1, XEP-0065 section 11',
        'Jingle’s payload acknowledges and tells; only an action accepts. Bytestreams are not registered at all.',
      ),
    ],
  },
  {
    title: 'Who may say what unasked',
    rules: [
      rule(
        17,
        'Roster and block list change by pushes of the own account only, of one valid item.',
        'RFC 6121 section 2.1.6, XEP-0191 sections 3.3 and 3.4',
        'Registered for `self`; the readers throw where an item is missing, double or invalid.',
      ),
      rule(
        18,
        'A carbon comes from the own bare address, holds one forwarded message, and counts at the top level only.',
        'XEP-0280 sections 7 and 11, XEP-0297 section 3.2',
        'Registered for `self` under `message`; what is inside a carbon is never dispatched again.',
      ),
      rule(
        19,
        'An archive’s result belongs to an open query of ours, and comes from the archive that was asked.',
        'XEP-0313 sections 8.2 and 8.4',
        'Registered for `archive`, a fact that the query holds while it is open.',
      ),
      rule(
        20,
        'What somebody forwards is a quotation of theirs.',
        'XEP-0297 section 7',
        'A message’s `forwarded` is a part of that message’s content; nothing inside is dispatched.',
      ),
      rule(
        21,
        'Private data comes from the own account only.',
        'XEP-0223 section 6, XEP-0402 section 4, XEP-0490 section 4.3',
        'The payloads of private nodes are registered for `self`.',
      ),
      rule(
        22,
        'An event is credited to its sender, never to a publisher, author or item id in it.',
        'XEP-0060 section 7.1, XEP-0163 section 4.3',
        'Packets take `jid` from the stanza’s `from`.',
      ),
      rule(
        23,
        'Private data is published only where the server announced `publish-options`.',
        'XEP-0223 section 5, XEP-0490 section 4',
        'The actions look at what the account announces before they build (`xec/pubsub`).',
      ),
      rule(
        24,
        'A correction counts if it comes from whom the message came from, in the same kind of chat.',
        'XEP-0308 sections 4 and 5',
        'A packet says who corrects which id, and by which of the tests (`xec/message`).',
      ),
      rule(
        25,
        'A retraction likewise; a moderation only from the room itself.',
        'XEP-0424 section 5, XEP-0425 section 5',
        'Moderations are read in room messages without a nickname only.',
      ),
      rule(
        26,
        'Reactions, receipts and markers act for their sender alone.',
        'XEP-0444 section 4, XEP-0184 section 3, XEP-0333 section 5',
        'Packets take the sender from the stanza.',
      ),
      rule(
        27,
        'A stanza-id counts if its `by` is the own account or the joined room, and that one announces them.',
        'XEP-0359 sections 3 and 6, XEP-0421 section 4',
        'The reader is asked with whom it may believe; all others are left out.',
      ),
      rule(
        28,
        'A delay counts only of the own server or of the room; absurd times are dropped.',
        'XEP-0203 section 5',
        '`delayOf` of `xec/message`.',
      ),
      rule(
        29,
        'Groupchat and presence of rooms count only of rooms that we joined; status codes, roles and real addresses only of the room.',
        'XEP-0045 sections 7.2, 7.4 and 10.2.1',
        'Registered for `room`; joined rooms are facts.',
      ),
      rule(
        30,
        'An invitation never joins by itself; a mediated one comes from the room.',
        'XEP-0045 section 7.8.2, XEP-0249 section 5',
        'Invitations are packets; only `Muc/Join` joins.',
      ),
      rule(
        31,
        'No subscription is granted and no roster changed by itself.',
        'RFC 6121 section 3.1, XEP-0144 section 8',
        'A request is a packet; only the actions of presence and roster answer it.',
      ),
      rule(
        32,
        'Receipts, markers and chat states go only to who may see our presence, and never in answer to errors, carbons, archives and rooms.',
        'XEP-0184 section 8, XEP-0333 section 7',
        'The payload that answers is registered for `subscriber`, under live chat messages.',
      ),
      rule(
        33,
        'What is said of capabilities enters the shared cache only if it hashes to its name; ill-formed answers never.',
        'XEP-0115 sections 5.4 and 9.3, XEP-0390 section 8.2',
        '`xec/caps` verifies before it keeps; its cache is bounded.',
      ),
      rule(
        34,
        'What is named by a hash is kept only if it hashes to that name.',
        'XEP-0084 section 4.2, XEP-0231 section 2.6',
        '`xec/avatar` and `xec/bob` verify before they deliver.',
      ),
    ],
  },
  {
    title: 'Dispatch',
    rules: [
      rule(
        35,
        'A name is namespace and local name; prefixes, prefixed attributes and letter case give nothing.',
        'Namespaces in XML 1.0',
        'The parser resolves prefixes before anything looks at a name.',
      ),
      rule(
        36,
        'Triples that share a hash stay apart, and top-level elements are stanzas or what the negotiation awaits.',
        'RFC 6120 section 4, RFC 7395',
        'Look-ups go by the triple; the hash is a public name only (`xec/core/registry.ts`).',
      ),
      rule(
        37,
        'A payload runs at the place it is registered for, three levels deep at most; one stanza runs at most 64.',
        'RFC 6120 section 8',
        '`xec/core/dispatch/match.ts`.',
      ),
      rule(
        38,
        'Tables that are keyed by remote text have no prototype.',
        'Common Weakness Enumeration 1321',
        'They are Maps; attributes of an element are own properties.',
      ),
      rule(
        39,
        'A handler that throws or hangs harms its own stanza only.',
        'RFC 6120 section 8.4',
        'The handler catches, reports and bounds each run.',
      ),
    ],
  },
  {
    title: 'XML and frames',
    rules: [
      rule(
        40,
        'One frame is one complete element of a namespace that is expected at the top.',
        'RFC 7395 sections 3.3.3 and 3.8',
        '`stanza/core/parse`, `packages/session/framing.ts`.',
      ),
      rule(
        41,
        'What is not well-formed, namespaces included, ends the stream.',
        'RFC 6120 section 4.9.3.13',
        '`stanza/core/parse`: its own parser, with saxes as its judge in tests.',
      ),
      rule(
        42,
        'Comments, processing instructions, document types and entities end the stream; nothing is resolved.',
        'RFC 6120 section 11.1',
        'The parser has no code for them but the refusal.',
      ),
      rule(
        43,
        'Frames are text of valid UTF-8.',
        'RFC 7395 section 3.2, RFC 6455 section 8.1',
        'Transports decode fatally; binary frames are refused.',
      ),
      rule(
        44,
        'Bytes, depth, attributes, elements and names are bounded before a tree is built.',
        'RFC 6120 sections 4.9.3.14 and 13.12',
        '`stanza/core/parse/limits.ts`, each a setting.',
      ),
      rule(
        45,
        'Writing escapes all text; parsing what was written gives the same.',
        'XML 1.0 section 2.4',
        '`stanza/core/write.ts`.',
      ),
      rule(
        46,
        'A redirect never leads to anything less secure, keeps the check of the own domain’s certificate, and is bounded.',
        'RFC 7395 section 3.6.1, RFC 6120 section 4.9.3.19',
        '`packages/session/redirects.ts`.',
      ),
    ],
  },
  {
    title: 'Connections and logins',
    rules: [
      rule(
        47,
        'TLS first; clear text only to this machine or by an option that says what it risks. No option skips the verification.',
        'RFC 6120 section 13.7.2, RFC 9525, RFC 7590',
        '`packages/transport` and its implementations; `ca` adds an authority, nothing takes one away.',
      ),
      rule(
        48,
        'host-meta comes over https, bounded, and names wss only; the subprotocol is `xmpp`, the stream of the own domain in version 1.0.',
        'XEP-0156 sections 2 and 4, RFC 7395 sections 3.1 and 3.4',
        '`packages/discovery`, `packages/session/login/open-stream.ts`.',
      ),
      rule(
        49,
        'A daemon for many users goes to no private address that its owner did not list.',
        'Common Weakness Enumeration 918',
        '`allowAddresses` of `packages/discovery`: names are resolved, and the address is judged that is connected to.',
      ),
      rule(
        50,
        'The strongest mechanism wins and is pinned; PLAIN needs TLS and permission, the MD5 family permission for one account.',
        'RFC 6120 sections 6.3.3 and 13.8, XEP-0438 section 5.1',
        '`packages/session/sasl/choose-mechanism.ts`.',
      ),
      rule(
        51,
        'SCRAM is checked whole, and the login counts when the server has proved itself.',
        'RFC 5802 sections 5 and 9, RFC 7677 section 4',
        '`packages/session/sasl/scram.ts`.',
      ),
      rule(
        52,
        'Elements of the negotiation count in the state that awaits them, once; the bound account is the own.',
        'RFC 6120 sections 6.3 and 7.6.1',
        '`packages/session/stream.ts` and `login/`: the stream says what it awaits.',
      ),
      rule(
        53,
        'Counters of stream management are modulo 2³²; counts that cannot be end the stream, malformed ones change nothing.',
        'XEP-0198 sections 4 to 6',
        '`packages/session/acks.ts`.',
      ),
    ],
  },
  {
    title: 'Records and secrets',
    rules: [
      rule(
        54,
        'A record is data, of a class that is registered, with the fields that its schema declares. A bad one is set aside and reported once.',
        'Common Weakness Enumeration 502',
        '`xec/core/engine/record.ts`, `rehydration.ts`.',
      ),
      rule(
        55,
        'Remote text reaches a key of a store only encoded.',
        'Common Weakness Enumeration 74',
        'SQLite and IndexedDB get it as a value; keys of Redis are made of the session’s name, encoded.',
      ),
      rule(
        56,
        'Secrets are in no record in clear, no packet, no log and no error.',
        'RFC 6120 section 13',
        'Requests that hold one are marked (`isSecret`) and stored without their params; tokens and names of streams are sealed (`packages/session/vault.ts`).',
      ),
      rule(
        57,
        'Packets go to browsers of their account only, and of keys that are allowed; what a browser says is checked by schema.',
        'OWASP: WebSocket security',
        '`packages/gateway`: features say what browsers may have (`packages/gateway/allowed`), who signs in is asked of the account’s server (`packages/gateway/accounts`), and a socket needs cookie, ticket and origin (`packages/gateway/http`).',
      ),
    ],
  },
  {
    title: 'Content',
    rules: [
      rule(
        58,
        'Text is text; markup has passed one allow-list of elements, attributes and schemes.',
        'XEP-0071 section 11',
        '`stanza/xhtml/sanitise.ts`.',
      ),
      rule(
        59,
        'No address in a stanza is fetched.',
        'XEP-0511 section 6, XEP-0066 section 7',
        'Only upload, discovery and redirects open connections, each to where the own server or the owner said.',
      ),
      rule(
        60,
        'An upload goes by https, with three headers at most that may be set, in one line each.',
        'XEP-0363 sections 4 and 9.2',
        '`stanza/upload` reads slots.',
      ),
      rule(
        61,
        'Links that act need the user’s yes.',
        'XEP-0147 section 5',
        'Nothing follows links: a session sends what its own user’s page, or application, asks for.',
      ),
      rule(
        62,
        'Images are told by their first bytes, raster only; offsets and sizes are held against the text.',
        'XEP-0084 section 4, XEP-0372, XEP-0394',
        '`xec/avatar`, `stanza/message`.',
      ),
    ],
  },
];

/** All rules, in order. */
export const allRules: readonly Rule[] = ruleGroups.flatMap(({ rules }) => rules);
