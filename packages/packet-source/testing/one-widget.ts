/** An application with a source behind a gateway, for a look at what of it pages load. */
import { GatewaySource, type PacketSource } from '../index.js';

export const open = (url: string): PacketSource => {
  const source = new GatewaySource({ url, keys: ['roster'] });
  source.open();
  return source;
};
