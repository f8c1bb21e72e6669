import { pageLanguage } from '@xec/widgets';
import { isAccount, isSocket, type Login } from './login.js';
import { directTexts } from './texts.js';
import { wayLink } from './way-link.js';

/** A form that asks for account, password and server, in the page's language. */
export function loginForm(known: Partial<Login>, logIn: (login: Login) => void): HTMLElement {
  const texts = directTexts[pageLanguage()];
  const account = field(texts.account, 'text', 'username', known.jid);
  const password = field(texts.password, 'password', 'current-password');
  const service = field(texts.service, 'url', 'url', known.service);
  const failure = element('p', '');
  failure.setAttribute('role', 'alert');
  const form = element('form', '');
  const button = element('button', texts.logIn);
  form.append(account.label, password.label, service.label, failure, button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const jid = account.input.value.trim();
    const address = service.input.value.trim();
    if (!isAccount(jid) || !isSocket(address)) failure.textContent = texts.refused;
    else logIn({ jid, service: address, password: password.input.value });
  });
  const main = element('main', '');
  main.className = 'log-in';
  main.append(element('h1', texts.title), element('p', texts.hint), form, wayLink('gateway'));
  return main;
}

function field(text: string, type: string, autocomplete: string, value = '') {
  const label = element('label', text);
  const input = element('input', '');
  Object.assign(input, { type, autocomplete, value, required: true });
  label.append(input);
  return { label, input };
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
