/**
 * A plain client, as small as it can be, and nothing of Xec above the stanzas: the other side must
 * not share the faults that are looked for. PLAIN, one stream, back again when it goes.
 */
import {
  encodeBase64,
  openStream,
  parse,
  pingRequest,
  write,
  xml,
  iqGet,
  iqSet,
  type Element,
} from '@xec/stanza';
import type { Transport } from '@xec/transport';
import { websocket } from '@xec/transport-websocket';

const NS_SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const NS_BIND = 'urn:ietf:params:xml:ns:xmpp-bind';
const AGAIN_MS = 100;

export interface LineEvents {
  onUp(): void;
  onDown(): void;
  onStanza(stanza: Element): void;
  /** The server has everything up to that place among what was sent. */
  onConfirmed(place: number): void;
}

export interface PeerAccount {
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly resource: string;
  readonly service: string;
}

/** The stream of a peer, and the next one when it goes. */
export class Line {
  readonly jid: string;
  #transport: Transport | undefined = undefined;
  #isUp = false;
  #isClosed = false;
  #again: NodeJS.Timeout | undefined = undefined;
  /** How many stanzas were sent, over all streams. */
  #place = 0;
  readonly #account: PeerAccount;
  readonly #events: LineEvents;

  constructor(account: PeerAccount, events: LineEvents) {
    this.#account = account;
    this.#events = events;
    this.jid = `${account.user}@${account.domain}/${account.resource}`;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  open(): void {
    if (this.#isClosed) return;
    let next: ((el: Element) => void) | undefined = this.#logIn();
    const events = {
      onFrame: (frame: string): void => {
        const el = parse(frame);
        if (this.#isUp) this.#take(el);
        else next?.(el);
      },
      onClose: (): void => {
        next = undefined;
        this.#down();
      },
    };
    websocket(this.#account.service, events).then(
      (transport) => {
        this.#transport = transport;
        if (this.#isClosed) transport.abort();
        else this.#header();
      },
      () => {
        this.#down();
      },
    );
  }

  /** The place that the next stanza will have. */
  get nextPlace(): number {
    return this.#place + 1;
  }

  /** Sends a stanza; while there is no stream it is lost. */
  send(stanza: Element): void {
    if (!this.#isUp) return;
    this.#place += 1;
    this.#transport?.send(write(stanza));
  }

  /** Asks the server whether it has all that was sent so far; `onConfirmed` hears of it. */
  confirm(): void {
    if (!this.#isUp) return;
    const ping = iqGet(undefined, pingRequest());
    ping.attrs['id'] = `confirm-${this.#place}`;
    this.#transport?.send(write(ping));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#again);
    this.#transport?.abort();
  }

  #down(): void {
    if (this.#isUp) this.#events.onDown();
    this.#isUp = false;
    this.#transport = undefined;
    if (this.#isClosed) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      this.open();
    }, AGAIN_MS);
  }

  #header(): void {
    this.#transport?.send(write(openStream({ to: this.#account.domain, lang: 'en' })));
  }

  /** What to do with each element until the resource is bound. */
  #logIn(): (el: Element) => void {
    const { user, password, resource } = this.#account;
    let isLoggedIn = false;
    return (el) => {
      const name = el.getName();
      if (name === 'features') {
        const auth = encodeBase64(new TextEncoder().encode(`\0${user}\0${password}`));
        const bind = iqSet(
          undefined,
          xml('bind', { xmlns: NS_BIND }, xml('resource', {}, resource)),
        );
        bind.attrs['id'] = 'bind';
        const step = isLoggedIn ? bind : xml('auth', { xmlns: NS_SASL, mechanism: 'PLAIN' }, auth);
        this.#transport?.send(write(step));
      } else if (name === 'success') {
        isLoggedIn = true;
        this.#header();
      } else if (name === 'iq') {
        this.#isUp = el.attrs['type'] === 'result';
        if (this.#isUp) this.#events.onUp();
      } else if (name !== 'open') this.#transport?.abort();
    };
  }

  #take(el: Element): void {
    const id = String(el.attrs['id'] ?? '');
    if (id.startsWith('confirm-')) this.#events.onConfirmed(Number(id.slice('confirm-'.length)));
    else this.#events.onStanza(el);
  }
}
