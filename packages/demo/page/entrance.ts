/**
 * Who are you? A choice of people where they need no password, else account and password.
 */
import { PickPerson, SignIn, type LogInWish } from '@xec/widgets';
import { doorsOfGateway } from './doors.js';
import { keepAccount, knownAccount } from './known-account.js';
import { signIn, signedIn } from './sign-in.js';
import { pageTexts } from './texts.js';
import { toolLinks } from './tools.js';
import { wayLink } from './way-link.js';

/** Asks until somebody is signed in; then the address is theirs. */
export async function enter(): Promise<void> {
  const [known, doors] = [knownAccount(), await doorsOfGateway()];
  if (known !== undefined && location.pathname === '/' && (await signedIn(known.id))) {
    location.replace(`/as/${known.id}`);
    return;
  }
  const people = doors?.people ?? [];
  const domains = doors?.domains ?? [];
  const asked: Element[] = people.length > 0 ? [picker(people)] : [];
  // Where the gateway does not answer there is a form, too: it says so.
  if (people.length === 0 || domains.length > 0) asked.push(form(domains, known?.jid));
  document.body.replaceChildren(...asked, wayLink('direct', await toolLinks()));
}

function picker(people: PickPerson['people']): PickPerson {
  const made = new PickPerson();
  made.people = people;
  made.addEventListener('xec-pick', (event) => {
    const { detail } = event as CustomEvent<string>; // the widget's own event
    void signIn({ person: detail }).then((outcome) => {
      if ('id' in outcome) location.assign(`/as/${outcome.id}`);
      else made.failure = pageTexts().notNow;
    });
  });
  return made;
}

function form(domains: readonly string[], account = ''): SignIn {
  const made = new SignIn();
  Object.assign(made, { domains, account, hint: pageTexts().gatewayHint });
  made.addEventListener('xec-log-in', (event) => {
    const { jid, password, stays } = (event as CustomEvent<LogInWish>).detail; // the widget's own event
    made.isBusy = true;
    void signIn({ jid, password, stays }).then((outcome) => {
      if ('id' in outcome) {
        if (stays) keepAccount({ id: outcome.id, jid });
        location.assign(`/as/${outcome.id}`);
        return;
      }
      made.isBusy = false;
      made.failure = outcome;
    });
  });
  return made;
}
