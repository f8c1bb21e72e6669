import { discovering } from '@xec/discovery';
import type { Connector } from '@xec/transport';
import { bosh } from '@xec/transport-bosh';
import { tcp } from '@xec/transport-tcp';
import { websocket } from '@xec/transport-websocket';

/** All the transports there are, and discovery. In pages TCP refuses, and is not discovered either. */
export const everyWay: Connector = discovering({
  ...{ xmpps: tcp, xmpp: tcp },
  ...{ wss: websocket, ws: websocket },
  ...{ https: bosh, http: bosh },
});
