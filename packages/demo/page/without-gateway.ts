/**
 * The page without a gateway: the XMPP session lives in this browser, one for all tabs.
 */
import { browserSource, RequestError } from '@xec/packet-source';
import { SignIn, widgetKeys, type LogInWish } from '@xec/widgets';
import { doorsOfGateway } from './doors.js';
import { forgetSession } from './kept-here.js';
import { forgetLogin, keepLogin, keptLogin } from './kept-login.js';
import type { Login } from './login.js';
import { showApp, type Preferences, type ShownApp } from './show-app.js';
import { startWorker } from './start-worker.js';
import { pageTexts } from './texts.js';
import { wayLink } from './way-link.js';

/** Shows the widgets to who is logged in in any tab, and asks everybody else to log in. */
export async function withoutGateway(preferences: Preferences): Promise<void> {
  const known = keptLogin();
  if (known === undefined) await ask(asked(), preferences);
  else begin(known, preferences);
}

/** What the address says, whoever made it. */
function asked(): Partial<Login> {
  const query = new URLSearchParams(location.search);
  return { jid: query.get('jid') ?? '', service: query.get('service') ?? '' };
}

async function ask(known: Partial<Login>, preferences: Preferences): Promise<void> {
  const form = new SignIn();
  form.account = known.jid ?? '';
  // The page may be served by something else than a gateway: then people know the address.
  form.service = known.service || ((await doorsOfGateway())?.services[0] ?? '');
  form.hint = pageTexts().directHint;
  form.addEventListener('xec-log-in', (event) => {
    const { jid, password, service = '', stays } = (event as CustomEvent<LogInWish>).detail; // its own
    begin({ jid, password, service, stays }, preferences, form);
  });
  document.body.replaceChildren(form, wayLink('gateway'));
}

/** @param form where somebody waits: it stays until they are in, and says why they are not */
function begin(login: Login, preferences: Preferences, form?: SignIn): void {
  const { jid, service, stays } = login;
  let waiting = form;
  if (waiting !== undefined) waiting.isBusy = true;
  let isLeaving = false;
  let shown: ShownApp | undefined;
  const source = browserSource({
    ...{ account: jid, login, keys: widgetKeys, worker: startWorker },
    open: async () => (await import('./account.js')).openAccount(login),
    onFault(fault) {
      const condition = fault instanceof RequestError ? fault.condition : 'internal-server-error';
      if (waiting !== undefined) {
        source.close();
        waiting.isBusy = false;
        waiting.failure = { condition };
      } else if (condition === 'not-authorized' || condition === 'bad-request') {
        // No tab holds the session any more, and the server wants the password again.
        isLeaving = true;
        source.close();
        void shown?.close();
        void ask({ jid, service }, preferences);
      } else reportError(fault);
    },
  });
  /** Nothing of the account stays, whichever tab signs out. */
  const leave = async (): Promise<void> => {
    if (isLeaving) return;
    isLeaving = true;
    forgetLogin();
    await source.signOut().catch(reportError);
    await forgetSession(jid).catch(reportError); // there may have been no worker to do so
    await shown?.forget().catch(reportError);
    location.assign('/?via=direct');
  };
  const show = (): void => {
    const told = { person: personOf(jid), account: jid, isKept: stays, preferences };
    shown = showApp({ source, ...told, leave: () => void leave() });
  };
  source.onState(() => {
    const { state } = source.state;
    if (waiting !== undefined && state === 'open') {
      waiting = undefined;
      keepLogin(login);
      show();
    } else if (waiting === undefined && state === 'closed') void leave();
  });
  if (waiting === undefined) show();
  source.open();
}

const personOf = (jid: string): { readonly id: string; readonly name: string } => {
  const id = jid.slice(0, jid.indexOf('@'));
  return { id, name: `${id.charAt(0).toUpperCase()}${id.slice(1)}` };
};
