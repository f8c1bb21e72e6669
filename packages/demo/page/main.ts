/**
 * The page: who one is, and a source of packets for the widgets.
 */
import { GatewaySource } from '@xec/packet-source';
import { IdbStorage, openState } from '@xec/state';
import { App, PickPerson, defineWidgets, widgetKeys, type PersonChoice } from '@xec/widgets';

defineWidgets();

/** Whom the address names. */
const wanted = /^\/as\/([a-z0-9-]+)\/?$/.exec(location.pathname)?.[1];
const person = wanted === undefined ? undefined : await signedIn(wanted);
if (person === undefined) await pick();
else show(person);

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
  document.body.append(picker);
}

function show(me: PersonChoice): void {
  document.title = `${me.name} – Xec`;
  const url = new URL(`/as/${me.id}/packets`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const source = new GatewaySource({ url: url.href, keys: widgetKeys });
  // Conversations, drafts and what has not left are there again after a reload.
  openState(source, { storage: new IdbStorage(`xec-state-${me.id}`) });
  source.onState(() => void checkSignIn(source, me));
  const app = new App();
  app.source = source;
  app.person = me;
  app.addEventListener('xec-leave', () => location.assign('/'));
  document.body.append(app);
  source.open();
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
