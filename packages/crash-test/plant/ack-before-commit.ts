import type { Connector } from '@xec/transport';
import type { Journal } from '@xec/xec';
import { tapped, type Tap } from '../child/tapped.js';
import { attribute, withAttribute } from './attributes.js';
import type { Plant } from './plant.js';

/** Acknowledges what came in, whether or not its effects are stored. */
export class AckBeforeCommit implements Plant {
  journal(inner: Journal): Journal {
    return inner;
  }

  connector(inner: Connector): Connector {
    let received = 0;
    let isCounting = false;
    return tapped(inner, (send): Tap => {
      isCounting = false;
      return {
        sends: (frame) => {
          if (!/^<(?:a|resume) /.test(frame)) return frame;
          received = Math.max(received, Number(attribute(frame, 'h')));
          return withAttribute(frame, 'h', received);
        },
        receives: (frame) => {
          if (frame.startsWith('<enabled')) received = 0;
          if (/^<(?:enabled|resumed)\b/.test(frame)) isCounting = true;
          else if (isCounting && /^<(?:iq|message|presence)\b/.test(frame)) {
            received += 1;
            send(`<a xmlns='urn:xmpp:sm:3' h='${received}'/>`);
          }
          return frame;
        },
      };
    });
  }
}
