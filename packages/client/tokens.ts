/**
 * Tokens under which a client's container holds its parts. An application's payloads ask for them,
 * and for tokens of the application, with `@inject(TOKEN)`. Such an application imports `reflect-metadata`
 * before `tsyringe`: the client loads both only when a payload asks for services.
 */
import type { Journal, Log, Runtime } from '@xec/xec';
import type { InjectionToken } from 'tsyringe';
import type { Client } from './client.js';

/** The client itself. */
export const CLIENT: InjectionToken<Client> = Symbol('xec client');
/** The client's log. */
export const LOG: InjectionToken<Log> = Symbol('xec log');
/** The journal. */
export const JOURNAL: InjectionToken<Journal> = Symbol('xec journal');
/** The clock, randomness and timers. */
export const RUNTIME: InjectionToken<Runtime> = Symbol('xec runtime');
