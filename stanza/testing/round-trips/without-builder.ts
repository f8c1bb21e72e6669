const server = 'a server says it, and we are none';
const service = 'a service says it, and we are none';
const room = 'a room says it, and we are none';
const archive = 'an archive says it, and we are none';
const discovered = 'takes what readDiscoInfo has read';
const answered = 'takes the form that a service asks with; forms have a row of their own';
const number = 'one number out of a text';

/** Readers of what is never built here, and why. */
export const withoutBuilder: Readonly<Record<string, string>> = {
  readBound: server,
  readCaptcha: 'a server asks; the form in it has a row of its own',
  readCarbon: server,
  readCommand: 'who has the commands says it; what is asked has another shape',
  readCount: number,
  readCreatedInvite: 'takes the form of a command; the URI in it has a row of its own',
  readDelays: server,
  readForwarded: server,
  readHashedInfo: 'reads what readDiscoInfo does, in each language that may have been hashed',
  readInlineStickers: 'takes the markup of others',
  readItemsAnswer: service,
  readLegacyDateTime: 'XEP-0091 is read and not written',
  readMamEnd: archive,
  readMamFin: archive,
  readMamMetadata: archive,
  readMamResult: archive,
  readMaxFileSize: service,
  readMeAction: 'takes what somebody typed',
  readModeration: room,
  readNodeEvent: service,
  readNodeMetadata: discovered,
  readOwnAffiliations: service,
  readOwnSubscription: service,
  readOwnSubscriptions: service,
  readRetry: service,
  readRetryAfter: service,
  readRoomAvatar: room,
  readRoomInfo: discovered,
  readSaslReply: 'a server says it; what a client says has another shape',
  readSdp: 'not XML: sdp.test.ts writes it, as browsers take it, and reads it',
  readSdpCandidates: 'as readSdp',
  readSize: number,
  readStartTlsReply: server,
  readStyledText: 'takes what somebody typed',
  readSubscriptionRequest: answered,
  readTombstone: archive,
  readVoiceRequest: answered,
};
