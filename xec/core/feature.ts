/**
 * Features: what a client uses is a list of them.
 */
import type { XmlElement } from '@xec/stanza';
import type { ActionClass, AnyAction } from './action/any-action.js';
import type { Advertised, PresenceContext } from './advertised.js';
import type { BoundSettings } from './bounds.js';
import type { FactKinds, NamesAll } from './fact-kinds.js';
import type { PayloadClass } from './payload/payload.js';
import type { Schema } from './schema/schema.js';
import type { HandlerContext } from './dispatch/context.js';
import type { XepSupport } from './xeps.js';

/** A room: its actions, payloads and packets, and what it makes the client say about itself. */
export interface Feature {
  /** The room's name. */
  readonly name: string;
  /** The XEPs it speaks; see `xepsOf`. */
  readonly xeps?: readonly XepSupport[];
  /** Namespaces announced in service discovery while the feature is in use. */
  readonly namespaces?: readonly string[];
  /** Nodes of disco#info that stand for what is advertised: asked for one, `disco` says it. */
  readonly nodes?: (advertised: Advertised) => readonly string[];
  /**
   * What all our available presence says of it, that to rooms too. New elements each time: an element
   * goes into one stanza only.
   */
  readonly inPresence?: (ctx: PresenceContext) => readonly XmlElement[];
  /** Packet keys and the schemas of their contents. */
  readonly packets?: Readonly<Record<string, Schema>>;
  /** What it keeps in the session, and what that looks like. */
  readonly facts?: FactKinds;
  /** How much of others it keeps, where an application sets nothing else. */
  readonly bounds?: BoundSettings;
  readonly actions?: readonly ActionClass[];
  readonly payloads?: readonly PayloadClass[];
  /** Features this one does not work without; they come into use with it. */
  readonly requires?: readonly Feature[];
  /** What browsers may have of it by way of a gateway. Absent: nothing. */
  readonly browser?: BrowserUse;
  /** Runs once for each new stream that was bound, in the order of the features; not on a resumed one. */
  readonly online?: (ctx: OnlineContext) => void;
}

/** What of a feature browsers may use, where a gateway stands between: names of its own, or patterns. */
export interface BrowserUse {
  /** Actions they may request: `Weather/Get`, `Weather/*`. */
  readonly actions: readonly string[];
  /** Packet keys they may subscribe to: `weather_get_handle`, `weather_*`. */
  readonly keys: readonly string[];
}

/** What a feature can do when the session comes online. */
export interface OnlineContext extends HandlerContext {
  /** Namespaces of the stream features that the server offered with resource binding. */
  readonly streamFeatures: readonly string[];
  /** Settings of the client that rooms ask for. */
  readonly settings: OnlineSettings;
}

/** What the application decided about coming online. */
export interface OnlineSettings {
  /** Whether to become available at once (RFC 6121 section 4.2). Default true. */
  readonly initialPresence: boolean;
}

/** A room as it is written: the schemas of its facts name all that is in them. */
type Declared<F extends FactKinds> = Omit<Feature, 'facts'> & {
  readonly facts?: F & NamesAll<F>;
};

/** Declares a feature. */
export const feature = <F extends FactKinds = FactKinds>(description: Declared<F>): Feature =>
  description;

/** The type of an action's instances, for lists. */
export type { AnyAction };
