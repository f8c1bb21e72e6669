export { startDevServer, type DevServer, type Disconnect } from './server.js';
export type { DevServerOptions } from './options.js';
export type { SeedContact } from './roster.js';
export type { WireLine } from './record.js';
export { Faults, type EndFault } from './faults/faults.js';
export type { FaultFilter, FaultTarget, StanzaPredicate } from './faults/filter.js';
export type { SaslCondition } from './sasl/mechanism.js';
export type {
  IqAddressee,
  IqRequest,
  IqRule,
  Module,
  ModuleFactory,
  Traffic,
} from './modules/module.js';
