/**
 * The page without a gateway: the XMPP session lives in this browser, one for all tabs.
 */
import { browserSource, RequestError } from '@xec/packet-source';
import { widgetKeys } from '@xec/widgets';
import { forgetKey } from './key-of-browser.js';
import { readLogin, type Login } from './login.js';
import { loginForm } from './login-form.js';
import { showApp, type Preferences } from './show-app.js';
import { startWorker } from './start-worker.js';

/** Where the page keeps who one was: account and server, never the password. */
const KEPT = 'xec-direct';

/** Shows the widgets to who is logged in in any tab, and asks everybody else to log in. */
export function withoutGateway(preferences: Preferences): void {
  const known = readLogin(JSON.parse(localStorage.getItem(KEPT) ?? 'null'));
  if (known === undefined) ask({}, preferences);
  else show(known, preferences);
}

function ask(known: Partial<Login>, preferences: Preferences): void {
  const asked = new URLSearchParams(location.search);
  const jid = known.jid ?? asked.get('jid') ?? '';
  const service = known.service ?? asked.get('service') ?? '';
  const form = loginForm({ jid, service }, (login) => {
    localStorage.setItem(KEPT, JSON.stringify({ jid: login.jid, service: login.service }));
    form.remove();
    show(login, preferences);
  });
  document.body.append(form);
}

function show(login: Login, preferences: Preferences): void {
  const { jid } = login;
  const source = browserSource({
    ...{ account: jid, login, keys: widgetKeys, worker: startWorker },
    client: async () => (await (await import('./account.js')).openAccount(login)).client,
    onFault(fault) {
      if (!(fault instanceof RequestError) || fault.condition !== 'not-authorized') {
        reportError(fault);
        return;
      }
      // No tab holds the session any more, and the server wants the password again.
      source.close();
      document.body.replaceChildren();
      ask(login, preferences);
    },
  });
  const leave = async (): Promise<void> => {
    source.close();
    localStorage.removeItem(KEPT);
    // What the server gave this browser to log in with stays in no form that anybody can use.
    await forgetKey(jid).catch(reportError);
    location.assign('/?via=direct');
  };
  showApp({ source, person: personOf(jid), account: jid, preferences, leave: () => void leave() });
  source.open();
}

const personOf = (jid: string): { readonly id: string; readonly name: string } => {
  const id = jid.slice(0, jid.indexOf('@'));
  return { id, name: `${id.charAt(0).toUpperCase()}${id.slice(1)}` };
};
