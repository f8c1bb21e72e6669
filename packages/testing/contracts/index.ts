/** What each implementation of a port must pass. */
export { transportContract, type TransportBench, type TransportPeer } from './transport.js';
export { FrameQueue, RecordedEvents } from './recorded-events.js';
export { journalContract, refusalOf, type JournalBench } from './journal/index.js';
export { pepContract, type PepBench } from './pep.js';
export { bindingContract, type BindingHost } from './packet-source-binding.js';
export {
  packetSourceContract,
  type HeardOutcome,
  type HeardPacket,
  type SourceBench,
  type SourceProbe,
  type SourceWorld,
} from './packet-source.js';
