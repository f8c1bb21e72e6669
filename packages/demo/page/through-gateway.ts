/**
 * The page as a gateway's: its cookie tells who one is.
 */
import { GatewaySource } from '@xec/packet-source';
import { PickPerson, widgetKeys, type PersonChoice } from '@xec/widgets';
import { showApp, type Preferences } from './show-app.js';
import { toolLinks } from './tools.js';
import { wayLink } from './way-link.js';

/** Shows the widgets to who is signed in, and asks everybody else who they are. */
export async function throughGateway(preferences: Preferences): Promise<void> {
  /** Whom the address names. */
  const wanted = /^\/as\/([a-z0-9-]+)\/?$/.exec(location.pathname)?.[1];
  const person = wanted === undefined ? undefined : await signedIn(wanted);
  if (person === undefined) await pick();
  else show(person, preferences);
}

async function pick(): Promise<void> {
  const picker = new PickPerson();
  picker.people = (await (await fetch('/api/people')).json()) as PersonChoice[]; // our own gateway's
  picker.addEventListener('xec-pick', (event) => {
    const { detail } = event as CustomEvent<string>; // the widget's own event
    signIn(detail).then(
      () => location.assign(`/as/${detail}`),
      (error: unknown) => (picker.failure = String(error)),
    );
  });
  document.body.append(picker, wayLink('direct', await toolLinks()));
}

function show(person: PersonChoice, preferences: Preferences): void {
  const url = new URL(`/as/${person.id}/packets`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const source = new GatewaySource({ url: url.href, keys: widgetKeys });
  source.onState(() => void checkSignIn(source, person));
  const app = showApp({
    ...{ source, person, account: person.id, preferences },
    leave: () => void signOut(person),
  });
  source.open();
  void toolLinks().then((tools) => (app.shared = { ...app.shared, tools }));
}

/** A gateway that was started anew knows nobody: one has to say again who one is. */
async function checkSignIn({ state }: GatewaySource, { id }: PersonChoice): Promise<void> {
  if (state.state === 'closed') location.assign('/');
  if (state.state !== 'waiting') return;
  try {
    if ((await fetch(`/as/${id}/me`)).status === 401) location.assign('/');
  } catch {
    // Not reachable: the source goes on trying.
  }
}

async function signedIn(id: string): Promise<PersonChoice | undefined> {
  const response = await fetch(`/as/${id}/me`);
  return response.ok ? ((await response.json()) as PersonChoice) : undefined; // our own gateway's
}

async function signIn(id: string): Promise<void> {
  const response = await fetch('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: id }),
  });
  if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
  await response.text(); // to its end, before the page is left
}

/** Every tab of this sign-in is told: their sources are closed, and they ask anew who one is. */
async function signOut({ id }: PersonChoice): Promise<void> {
  try {
    await fetch(`/as/${id}/sign-out`, { method: 'POST' });
  } finally {
    location.assign('/');
  }
}
