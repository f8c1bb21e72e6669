import fc from 'fast-check';
import {
  NS_JINGLE,
  callElement,
  callMessage,
  contentElement,
  jingleActions,
  jingleElement,
  jingleParties,
  jingleReasonConditions,
  readCallElement,
  readCallMessage,
  readContents,
  readJingle,
  rtpInfoTypes,
  type CallMessage,
  type Jingle,
  type JingleGroup,
  type JingleReason,
  type RtpInfo,
} from '../../index.js';
import { shape, some, text, token, yes } from './arbitraries.js';
import { content, description } from './jingle-content.js';
import { within } from './places.js';
import { roundTrip } from './round-trip.js';

const reason = fc.oneof(
  shape<Omit<JingleReason, 'sid'>>(
    { condition: fc.constantFrom(...jingleReasonConditions) },
    { text },
  ),
  shape<JingleReason>({ condition: fc.constant('alternative-session') }, { text, sid: text }),
);

const session = shape<Omit<Jingle, 'info' | 'hasUnknownInfo'>>(
  {
    ...{ action: fc.constantFrom(...jingleActions), sid: token, contents: some(content) },
    groups: some(shape<JingleGroup>({ semantics: text, contents: some(text) }, {})),
  },
  { initiator: text, responder: text, reason },
);

const info: fc.Arbitrary<RtpInfo> = fc.oneof(
  fc
    .constantFrom(...rtpInfoTypes)
    .filter((type) => type !== 'mute' && type !== 'unmute')
    .map((type) => ({ type })),
  shape<RtpInfo>(
    { type: fc.constantFrom('mute', 'unmute') },
    { creator: fc.constantFrom(...jingleParties), name: text },
  ),
);
const told = fc.tuple(token, info).map(([sid, about]): Jingle => ({
  ...{ action: 'session-info', sid, contents: [], groups: [] },
  info: about,
}));

const call: fc.Arbitrary<CallMessage> = fc.oneof(
  shape<Pick<CallMessage, 'type' | 'sid'>>(
    { type: fc.constantFrom('ringing', 'proceed', 'accept'), sid: token },
    {},
  ),
  fc
    .tuple(token, some(description))
    .map(([sid, descriptions]): CallMessage => ({ type: 'propose', sid, descriptions })),
  shape<Pick<CallMessage, 'type' | 'sid' | 'reason' | 'isTieBreak'>>(
    { type: fc.constantFrom('reject', 'retract'), sid: token },
    { reason, isTieBreak: yes },
  ),
  shape<Pick<CallMessage, 'type' | 'sid' | 'reason' | 'migratedTo'>>(
    { type: fc.constant('finish'), sid: token },
    { reason, migratedTo: token },
  ),
);

export const jingle = [
  roundTrip({
    builders: { jingleElement },
    readers: { readJingle },
    of: fc.oneof(session, told),
    build: jingleElement,
    read: readJingle,
  }),
  roundTrip({
    builders: { contentElement },
    readers: { readContents },
    of: some(content),
    build: (given) => within(NS_JINGLE, ...given.map((each) => contentElement(each))),
    read: (el) => readContents(el),
  }),
  roundTrip({
    builders: { callElement },
    readers: { readCallElement },
    of: call,
    build: callElement,
    read: readCallElement,
  }),
  roundTrip({
    builders: { callMessage },
    readers: { readCallMessage },
    of: call,
    build: (given) => callMessage('juliet@capulet.example', given),
    read: readCallMessage,
  }),
];
