/** An application that uses the largest of the widgets alone. */
import { GatewaySource } from '@xec/packet-source';
import { Chat, Composer } from '../index.js';

customElements.define('xec-composer', Composer);
customElements.define('xec-chat', Chat);
const chat = new Chat();
const source = new GatewaySource({ url: '/packets', keys: Chat.keys });
Object.assign(chat, { source, jid: 'romeo@montague.example', name: 'Romeo' });
document.body.append(chat);
source.open();
