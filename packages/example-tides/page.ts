/** The page: who one is stands behind the `#` of its address. */
import { createClient } from '@xec/client';
import { ClientSource } from '@xec/packet-source';
import { Tides, tides } from './tides.js';

const asked = new URLSearchParams(location.hash.slice(1));
const value = (name: string): string => asked.get(name) ?? '';
const client = createClient({
  jid: value('jid'),
  password: value('password'),
  service: value('service'),
  features: [tides],
});
const source = new ClientSource({ client });
customElements.define('my-tides', Tides);
const widget = new Tides();
document.body.append(widget);
source.open();
widget.follow(source, value('harbour'));
client.connect().catch(reportError);
