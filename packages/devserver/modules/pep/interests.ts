/**
 * What clients want to hear of: the features `<node>+notify` behind the capabilities in their presence
 * (XEP-0163 section 4.3.2, XEP-0115).
 */
import { NS_CLIENT, xml, type Element, type XmlElement } from '@xec/stanza';
import type { Host } from '../../host.js';
import type { Sender, Session } from '../../session.js';

const NS_CAPS = 'http://jabber.org/protocol/caps';
const NS_INFO = 'http://jabber.org/protocol/disco#info';

export class Interests {
  readonly #known = new WeakMap<Session, ReadonlySet<string>>();
  readonly #asked = new Map<string, { session: Session; node: string }>();

  constructor(
    private readonly host: Host,
    /** Hears of clients of which it is known by now. */
    private readonly told: (session: Session) => void,
  ) {}

  wants(session: Session, node: string): boolean {
    return this.#known.get(session)?.has(`${node}+notify`) === true;
  }

  /** The session is available: asks it what its capabilities stand for, unless that is known. */
  available(session: Session): void {
    const caps = session.presence?.getChild('c', NS_CAPS)?.attrs as
      Readonly<Record<string, string | undefined>> | undefined; // attributes are strings
    if (caps?.['ver'] === undefined || this.#known.has(session)) return;
    const node = `${String(caps['node'])}#${caps['ver']}`;
    const id = `pep-${this.host.randomId()}`;
    this.#asked.set(id, { session, node });
    session.send(
      xml(
        'iq',
        { xmlns: NS_CLIENT, type: 'get', id, from: session.account.jid, to: session.address },
        xml('query', { xmlns: NS_INFO, node }),
      ),
    );
  }

  /** Takes what a client answers. */
  answered(iq: XmlElement, sender: Sender): void {
    const id = String(iq.attrs['id']);
    const asked = this.#asked.get(id);
    if (asked?.session !== sender) return;
    this.#asked.delete(id);
    const query = iq.getChild('query', NS_INFO);
    this.#known.set(asked.session, new Set(query && featuresIn(query)));
    this.told(asked.session);
  }

  ended(session: Session): void {
    for (const [id, asked] of this.#asked) if (asked.session === session) this.#asked.delete(id);
  }
}

const featuresIn = (query: Element): string[] =>
  query.getChildren('feature', NS_INFO).map(({ attrs }) => String(attrs['var']));
