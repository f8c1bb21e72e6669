import { NS_VERSION, versionResult, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/** The version of this package; a test compares it with the manifest. */
export const XEC_VERSION = '0.1.0';

/**
 * Says which software this is, to anyone, as service discovery does. The operating system is left
 * out: "Revealing the application's underlying operating system may open the user or system to
 * attacks" (XEP-0092 section 5).
 */
@payload('Version', { name: 'query', xmlns: NS_VERSION, under: 'iq', types: ['get'], from: 'any' })
export class VersionQuery extends Payload<'Version'> {
  override handle(_el: Element, ctx: PayloadContext<'Version'>) {
    ctx.reply(versionResult({ name: 'Xec', version: XEC_VERSION }));
  }
}
