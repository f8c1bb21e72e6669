/** An application that uses one widget, and no more of this house than that one needs. */
import { GatewaySource } from '@xec/packet-source';
import { ConnectionStatus } from '../index.js';

customElements.define('xec-connection-status', ConnectionStatus);
const status = new ConnectionStatus();
const source = new GatewaySource({ url: '/packets', keys: ConnectionStatus.keys });
status.source = source;
document.body.append(status);
source.open();
