export * from './action/action.js';
export type { ActionClass, AnyAction } from './action/any-action.js';
export type { BuildContext } from './action/build-context.js';
export type { ActionContext } from './action/context.js';
export { descriptionOf, type ActionDescription } from './action/description.js';
export type { ErrorMethods } from './action/error-methods.js';
export type { Advertised, PresenceContext } from './advertised.js';
export {
  checkBounds,
  mustFit,
  type BoundMap,
  type BoundName,
  type BoundSettings,
  type RoomBounds,
} from './bounds.js';
export type { HandlerContext } from './dispatch/context.js';
export type { Tried } from './dispatch/match.js';
export type { HandlerRun, HandlerScope } from './dispatch/scope.js';
export type { Sender } from './dispatch/senders.js';
export { placeOf } from './engine/agreement.js';
export { Deadlines, Expiring } from './engine/deadlines.js';
export { Engine } from './engine/engine.js';
export { loadRehydration, type Rehydration } from './engine/load-rehydration.js';
export type { PendingEntry } from './engine/pending.js';
export * from './engine/ports.js';
export * from './errors.js';
export * from './facts.js';
export type { FactKind, FactKinds } from './fact-kinds.js';
export { faultPoints, type FaultPoint } from './fault-point.js';
export {
  feature,
  type BrowserUse,
  type Feature,
  type OnlineContext,
  type OnlineSettings,
} from './feature.js';
export { gatheringSchema, heldBy, isLastOf, type Gathering } from './gathering.js';
export type { Handled } from './handled.js';
export { payloadHash } from './hash.js';
export { Committer, type UnitOwner } from './journal/committer.js';
export * from './journal/journal.js';
export { Unit } from './journal/unit.js';
export * from './log.js';
export {
  PacketBus,
  type PacketMatching,
  type SubscribeOptions,
  type Subscriber,
} from './packet/bus.js';
export type { Resync } from './packet/reader.js';
export { contentSize } from './packet/content-size.js';
export { matchesPattern, type KeysMatching } from './packet/pattern.js';
export * from './packet/packet.js';
export { nearest } from './packet/nearest.js';
export * from './payload/payload.js';
export * from './registry.js';
export { newId, type Runtime } from './runtime.js';
export * from './schemas.js';
export { NumberRing } from './number-ring.js';
export { SlotMap } from './slot-map.js';
export { Secret, markSecret } from '@xec/stanza';
export { xepsOf, type XepSupport } from './xeps.js';
export * from './xml-text.js';
export { maySeePresence } from './visibility.js';
