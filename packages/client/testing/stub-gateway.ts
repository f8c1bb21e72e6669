import {
  NS_CLIENT,
  NS_GATEWAY,
  NS_REGISTER,
  childText,
  gatewayAddress,
  gatewayPrompt,
  presenceStanza,
  xml,
  type Element,
} from '@xec/stanza';
import {
  Payload,
  feature,
  payload,
  type Feature,
  type HandlerContext,
  type PayloadContext,
} from '@xec/xec';

import * as v from 'valibot';

declare module '@xec/xec' {
  interface FactMap {
    /** Who registered with the stub, under its name in the other network. */
    stubUser: { readonly name: string };
  }
}

/** The one who is there in the other network. */
const CONTACT = 'nurse';

/** Lets somebody register, and forgets it (XEP-0100 sections 4.1 and 4.3). */
@payload('StubRegister', {
  name: 'query',
  xmlns: NS_REGISTER,
  under: 'iq',
  types: ['get', 'set'],
  from: 'any',
})
export class StubRegister extends Payload<'StubRegister'> {
  override handle(el: Element, ctx: PayloadContext<'StubRegister'>): void {
    const { bare } = ctx.from;
    const known = ctx.fact('stubUser', bare);
    if (ctx.stanza.attrs['type'] === 'get') {
      const has = known && xml('registered');
      ctx.reply(
        xml(
          'query',
          { xmlns: NS_REGISTER },
          has,
          xml('username', {}, known?.name),
          xml('password'),
        ),
      );
      return;
    }
    if (el.getChild('remove', NS_REGISTER) !== undefined) {
      ctx.learn('stubUser', bare, undefined);
      ctx.reply();
      sayTo(ctx, ctx.from.toString(), { type: 'unavailable' });
      return;
    }
    const name = childText(el, 'username', NS_REGISTER) ?? '';
    if (name === '' || childText(el, 'password', NS_REGISTER) !== 'nurse-pw') {
      ctx.fail('not-acceptable');
      return;
    }
    ctx.learn('stubUser', bare, { name });
    ctx.reply();
  }
}

/** Tells the JID of the one contact (section 6.3). */
@payload('StubAddress', {
  name: 'query',
  xmlns: NS_GATEWAY,
  under: 'iq',
  types: ['get', 'set'],
  from: 'any',
})
export class StubAddress extends Payload<'StubAddress'> {
  override handle(el: Element, ctx: PayloadContext<'StubAddress'>): void {
    if (ctx.stanza.attrs['type'] === 'get') {
      ctx.reply(gatewayPrompt({ prompt: 'Name', description: 'Whom do you want to write to?' }));
    } else if (childText(el, 'prompt', NS_GATEWAY) === CONTACT) {
      ctx.reply(gatewayAddress(`${CONTACT}@${ctx.self.domain}`));
    } else {
      ctx.fail('item-not-found');
    }
  }
}

/** Logs users in and out by their presence, and shows the contact to who is in (sections 4.4 to 4.6). */
@payload('StubPresence', {
  name: 'presence',
  xmlns: NS_CLIENT,
  under: 'stream',
  types: ['available', 'unavailable', 'subscribe'],
  from: 'any',
})
export class StubPresence extends Payload<'StubPresence'> {
  override handle(el: Element, ctx: PayloadContext<'StubPresence'>): void {
    const { bare } = ctx.from;
    if (ctx.fact('stubUser', bare) === undefined) return;
    const asked = String(el.attrs['to']);
    const type = el.attrs['type'] as string | undefined; // attributes are strings
    if (type === 'subscribe') {
      sayTo(ctx, bare, { from: asked, type: 'subscribed' });
      sayTo(ctx, bare, { from: asked });
    } else if (asked === ctx.self.domain) {
      sayTo(ctx, ctx.from.toString(), type === undefined ? {} : { type });
    }
  }
}

/** A component says who of its domain speaks. */
function sayTo(ctx: HandlerContext, to: string, { from, type }: { from?: string; type?: string }) {
  const presence = presenceStanza({ to, type });
  presence.attrs['from'] = from ?? ctx.self.domain;
  ctx.send(presence);
}

/** A gateway to a network with one contact, `nurse`; the password of everybody is `nurse-pw`. */
export const stubGateway: Feature = feature({
  name: 'stub-gateway',
  namespaces: [NS_REGISTER, NS_GATEWAY],
  facts: { stubUser: { schema: v.object({ name: v.string() }) } },
  payloads: [StubRegister, StubAddress, StubPresence],
});
