export { startDevServer } from './server.js';
export type { DevServer, Disconnect, Restart } from './dev-server.js';
export type {
  DevServerOptions,
  RegistrationMode,
  RegistrationOptions,
  StreamManagementOptions,
} from './options.js';
export type { CertificateOptions } from './tls.js';
export type { AuditEntry, HandledEntry, SentEntry } from './audit.js';
export type { PastMessage } from './history.js';
export type { SeedContact } from './roster.js';
export type { WireLine } from './record.js';
export { Faults, type EndFault, type MakeStanzas } from './faults/faults.js';
export type { FaultFilter, FaultTarget, StanzaPredicate } from './faults/filter.js';
export type { FalseCount, ResumeLie } from './faults/management.js';
export type { SaslCondition } from './sasl/mechanism.js';
export type {
  IqAddressee,
  IqRequest,
  IqRule,
  Module,
  ModuleFactory,
  Traffic,
} from './modules/module.js';
