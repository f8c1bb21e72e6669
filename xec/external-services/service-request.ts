import {
  MalformedStanza,
  externalServicesOf,
  readExternalServices,
  type Element,
  type ExternalService,
} from '@xec/stanza';
import { tell } from '../core/action/tell.js';
import {
  Action,
  errorContent,
  type ActionContext,
  type ActionError,
  type BuildContext,
} from '../core/index.js';
import * as v from 'valibot';

/** A request for services: who was asked, the own server where nobody is named. */
export abstract class ServiceRequest<
  Name extends string,
  Params extends { readonly to?: string },
> extends Action<Name, Params> {
  override error(error: ActionError, ctx: ActionContext<Name>) {
    tell(ctx, 'error', { jid: this.asked(ctx), ...v.parse(errorContent, error) });
  }

  protected asked(ctx: BuildContext): string {
    return this.params.to ?? ctx.self.domain;
  }

  /** @throws MalformedStanza where there are none in it */
  protected servicesIn(reply: Element): ExternalService[] {
    const el = externalServicesOf(reply);
    if (el === undefined) throw new MalformedStanza('expected services');
    return readExternalServices(el);
  }
}
