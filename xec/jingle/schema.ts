import {
  contentCategories,
  dtlsSetups,
  extensionSenders,
  iceCandidateTypes,
  isJinglePart,
  isJingleSid,
  jingleParties,
  jingleReasonConditions,
  jingleSenders,
  type JingleContent,
  type JingleDescription,
  type JingleGroup,
  type JingleReason,
} from '@xec/stanza';
import * as v from 'valibot';
import { jid } from '../core/index.js';
import { delaySchema } from '../message/index.js';

const text = v.exactOptional(v.string());
const yes = v.exactOptional(v.literal(true));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.exactOptional(whole);
const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());

/** A session's name: no white space in it. New ones are best made by `crypto.randomUUID()`. */
export const jingleSid = v.pipe(v.string(), v.check(isJingleSid, 'expected the name of a session'));

/** What another specification has, as XML text. */
const other = (name: string) =>
  v.pipe(
    v.object({ kind: v.literal('other'), xmlns: v.string(), xml: v.string() }),
    v.check(({ xmlns, xml }) => isJinglePart(xml, name, xmlns), `expected one <${name}/>`),
  );

const parameters = list(v.object({ name: v.string(), value: v.string() }));
const feedback = {
  feedback: list(v.object({ type: v.string(), subtype: text, parameters })),
  feedbackIntervalMs: count,
};

const rtpDescription = v.object({
  kind: v.literal('rtp'),
  media: v.string(),
  ssrc: count,
  payloads: list(
    v.object({
      id: whole,
      name: text,
      clockrate: count,
      channels: count,
      ptime: count,
      maxptime: count,
      parameters,
      ...feedback,
    }),
  ),
  rtcpMux: yes,
  bandwidth: v.exactOptional(v.object({ type: v.string(), value: v.string() })),
  ...feedback,
  headerExtensions: list(
    v.object({
      id: whole,
      uri: v.string(),
      senders: v.exactOptional(v.picklist(extensionSenders)),
      parameters,
    }),
  ),
  extmapAllowMixed: yes,
  sources: list(
    v.object({ ssrc: whole, parameters: list(v.object({ name: v.string(), value: text })) }),
  ),
  sourceGroups: list(v.object({ semantics: v.string(), sources: list(whole) })),
  categories: list(v.picklist(contentCategories)),
});

/** What a session carries, as `readJingle` and `readSdp` read it. */
export const jingleDescriptionSchema = v.union([
  rtpDescription,
  other('description'),
]) satisfies v.GenericSchema<JingleDescription>;

const iceTransport = v.object({
  kind: v.literal('ice-udp'),
  ufrag: text,
  pwd: text,
  candidates: list(
    v.object({
      component: whole,
      foundation: v.string(),
      generation: whole,
      id: v.string(),
      ip: v.string(),
      network: count,
      port: whole,
      priority: whole,
      protocol: v.string(),
      tcpType: text,
      relAddr: text,
      relPort: count,
      type: v.picklist(iceCandidateTypes),
    }),
  ),
  remoteCandidates: list(v.object({ component: whole, ip: v.string(), port: whole })),
  fingerprints: list(
    v.object({
      hash: v.string(),
      setup: v.exactOptional(v.picklist(dtlsSetups)),
      value: v.string(),
    }),
  ),
  sctp: v.exactOptional(v.object({ port: whole, protocol: v.string(), streams: count })),
});

/** A content, as `readJingle` and `readSdp` read it. */
export const jingleContentSchema = v.object({
  creator: v.picklist(jingleParties),
  name: v.string(),
  senders: v.exactOptional(v.picklist(jingleSenders)),
  disposition: text,
  description: v.exactOptional(jingleDescriptionSchema),
  transport: v.exactOptional(v.union([iceTransport, other('transport')])),
}) satisfies v.GenericSchema<JingleContent>;

export const jingleContents = list(jingleContentSchema);

export const jingleGroups = list(
  v.object({ semantics: v.string(), contents: list(v.string()) }),
) satisfies v.GenericSchema<readonly JingleGroup[]>;

/** Why something happens. */
export const jingleReasonSchema = v.object({
  condition: v.picklist(jingleReasonConditions),
  text,
  sid: text,
}) satisfies v.GenericSchema<JingleReason>;

/** What messages say of a call. */
export const heardContent = v.object({
  sid: jingleSid,
  /** The other side: with the resource where one of its clients spoke. */
  peer: jid,
  reason: v.exactOptional(jingleReasonSchema),
  /** Both called at once, and the other call goes on. */
  isTieBreak: yes,
  /** The session that goes on with the call. */
  migratedTo: v.exactOptional(jingleSid),
  /** When it was said, where it came late: nothing rings for that. */
  delay: v.exactOptional(delaySchema),
});

/** The same, and who said it: the other side, or another client of ours. */
export const endedContent = v.object({
  ...heardContent.entries,
  by: v.picklist(['self', 'peer']),
});
