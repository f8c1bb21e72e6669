/** What each implementation of a port must pass. */
export { transportContract, type TransportBench, type TransportPeer } from './transport.js';
export { FrameQueue, RecordedEvents } from './recorded-events.js';
export { journalContract, type JournalBench } from './journal.js';
export { pepContract, type PepBench } from './pep.js';
export { bindingContract, type BindingHost } from './packet-source-binding.js';
