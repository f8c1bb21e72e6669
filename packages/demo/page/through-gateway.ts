/**
 * The page as a gateway's: its cookie tells who one is.
 */
import { GatewaySource } from '@xec/packet-source';
import { widgetKeys } from '@xec/widgets';
import { enter } from './entrance.js';
import { showApp, type Preferences } from './show-app.js';
import { signedIn, signOut, type SignedIn } from './sign-in.js';
import { toolLinks } from './tools.js';

/** Shows the widgets to who is signed in, and asks everybody else who they are. */
export async function throughGateway(preferences: Preferences): Promise<void> {
  /** Whom the address names. */
  const wanted = /^\/as\/([a-z0-9-]+)\/?$/.exec(location.pathname)?.[1];
  const person = wanted === undefined ? undefined : await signedIn(wanted);
  if (person === undefined) await enter();
  else show(person, preferences);
}

function show(person: SignedIn, preferences: Preferences): void {
  const url = new URL(`/as/${person.id}/packets`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const source = new GatewaySource({ url: url.href, keys: widgetKeys });
  source.onState(() => void checkSignIn(source, person));
  const { id: account, stays: isKept } = person;
  const leave = (): void => void signOut(person);
  const app = showApp({ source, person, account, isKept, preferences, leave });
  source.open();
  void toolLinks().then((tools) => (app.shared = { ...app.shared, tools }));
}

/** A gateway that was started anew knows nobody: one has to say again who one is. */
async function checkSignIn({ state }: GatewaySource, { id }: SignedIn): Promise<void> {
  if (state.state === 'closed') location.assign('/');
  if (state.state !== 'waiting') return;
  try {
    if ((await fetch(`/as/${id}/me`)).status === 401) location.assign('/');
  } catch {
    // Not reachable: the source goes on trying.
  }
}
