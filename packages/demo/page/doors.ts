/** How one may sign in at the gateway that the page came from. */
import type { PersonChoice } from '@xec/widgets';

export interface GatewayDoors {
  /** Who needs no password. */
  readonly people: readonly PersonChoice[];
  /** Whose accounts may sign in with their password; empty: nobody's. */
  readonly domains: readonly string[];
  /** WebSockets of servers, for who does without the gateway. */
  readonly services: readonly string[];
}

/** @returns `undefined` where no gateway answers */
export async function doorsOfGateway(): Promise<GatewayDoors | undefined> {
  try {
    const response = await fetch('/api/sign-in');
    return response.ok ? ((await response.json()) as GatewayDoors) : undefined; // our own gateway's
  } catch {
    return undefined;
  }
}
