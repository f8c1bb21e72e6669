export {
  readSdp,
  readSdpCandidates,
  type DescribedContents,
  type ReadSdpOptions,
  type SdpCandidate,
} from './read-sdp.js';
export {
  writeSdp,
  writeSdpCandidates,
  type WriteSdpOptions,
  type WrittenCandidate,
} from './write-sdp.js';
