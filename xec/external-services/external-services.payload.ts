import {
  NS_EXTERNAL_SERVICES,
  readExternalServices,
  readExternalServiceType,
  type Element,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/** The own server tells that services changed, or their passwords (XEP-0215 section 3.2). */
@payload('ExternalServices', {
  name: 'services',
  xmlns: NS_EXTERNAL_SERVICES,
  under: 'iq',
  types: ['set'],
  from: 'server',
})
export class ExternalServicesPush extends Payload<'ExternalServices'> {
  override handle(el: Element, ctx: PayloadContext<'ExternalServices'>) {
    const type = readExternalServiceType(el);
    ctx.deliver({
      jid: ctx.from.toString(),
      ...(type !== undefined && { type }),
      services: readExternalServices(el),
    });
    ctx.reply();
  }
}
