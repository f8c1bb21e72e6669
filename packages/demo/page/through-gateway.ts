/**
 * The page as a gateway's: its cookie tells who one is.
 */
import { GatewaySource } from '@xec/packet-source';
import { widgetKeys } from '@xec/widgets';
import { enter } from './entrance.js';
import { showApp, type Preferences, type ShownApp } from './show-app.js';
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
  const { id: account, stays: isKept } = person;
  let isLeaving = false;
  const leave = async (): Promise<void> => {
    isLeaving = true;
    source.close();
    await signOut(person).catch(reportError); // the other tabs are told first: they store nothing more
    await shown.forget().catch(reportError);
    location.assign('/');
  };
  const told = { source, person, account, isKept, preferences, leave: () => void leave() };
  const shown = showApp(told);
  const { app } = shown;
  source.onState(() => {
    if (!isLeaving) void checkSignIn(source, person, shown);
  });
  source.open();
  void toolLinks().then((tools) => (app.shared = { ...app.shared, tools }));
}

/** A gateway that was started anew knows nobody: one has to say again who one is. */
async function checkSignIn(
  { state }: GatewaySource,
  { id }: SignedIn,
  shown: ShownApp,
): Promise<void> {
  if (state.state === 'closed') {
    // Another tab signed out, and forgets what was kept: nothing is to be put there again.
    await shown.close().catch(reportError);
    location.assign('/');
  }
  if (state.state !== 'waiting') return;
  try {
    if ((await fetch(`/as/${id}/me`)).status === 401) location.assign('/');
  } catch {
    // Not reachable: the source goes on trying.
  }
}
