export {
  isContentCategory,
  contentCategories,
  NS_JINGLE_CATEGORY,
  type ContentCategory,
} from './category.js';
export * from './call-message.js';
export {
  contentElement,
  jingleSenders,
  readContents,
  type JingleContent,
  type JingleDescription,
  type JingleSenders,
  type JingleTransport,
} from './content.js';
export { NS_JINGLE_DTLS_SCTP, type SctpMap } from './data-channel.js';
export { NS_JINGLE_DTLS, dtlsSetups, type DtlsFingerprint } from './dtls.js';
export * from './errors.js';
export { NS_JINGLE_RTCP_FB, type RtcpFeedback } from './feedback.js';
export { FEATURE_JINGLE_GROUPING, NS_JINGLE_GROUPING, type JingleGroup } from './grouping.js';
export {
  NS_JINGLE_RTP_HDREXT,
  extensionSenders,
  type RtpHeaderExtension,
} from './header-extensions.js';
export {
  NS_JINGLE_ICE_UDP,
  iceCandidateTypes,
  type IceCandidate,
  type IceRemoteCandidate,
  type IceUdpTransport,
} from './ice.js';
export * from './jingle.js';
export * from './namespaces.js';
export { isJinglePart, type OtherJinglePart } from './other.js';
export type { RtpParameter } from './parameter.js';
export { jingleReasonConditions, type JingleReason, type JingleReasonCondition } from './reason.js';
export {
  NS_JINGLE_RTP_INFO,
  jingleParties,
  rtpInfoTypes,
  type JingleParty,
  type RtpInfo,
} from './rtp-info.js';
export {
  NS_JINGLE_RTP,
  NS_JINGLE_RTP_AUDIO,
  NS_JINGLE_RTP_VIDEO,
  bareRtpDescription,
  type RtpBandwidth,
  type RtpDescription,
  type RtpPayload,
} from './rtp.js';
export {
  FEATURE_JINGLE_SSMA,
  NS_JINGLE_SSMA,
  type RtpSource,
  type RtpSourceGroup,
  type RtpSourceParameter,
} from './sources.js';
export * from './sdp/index.js';
export { isLower as isLowerJingleSid } from './tie.js';
