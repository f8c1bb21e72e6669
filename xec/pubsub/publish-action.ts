import {
  MalformedStanza,
  NS_PUBSUB_ERRORS,
  NS_PUBSUB_PUBLISH_OPTIONS,
  readPublishedId,
  type Element,
  type Publication,
} from '@xec/stanza';
import {
  Action,
  conditionKey,
  type ActionContext,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { configurationIn } from './configuration-in.js';
import { beginMending, nextStep, stepRequest, type Mending } from './mending.js';
import { tell } from '../core/action/tell.js';

/**
 * A service that does not know options publishes all the same, for everybody: "the client MUST determine
 * whether the server supports" them (XEP-0223 section 5). Where we do not know, the service is asked.
 *
 * @param name of the action
 * @throws Error at a service that is known not to have them: nothing is sent then.
 */
export function demandPublishOptions(ctx: BuildContext, name: string): void {
  if (mayKeepPrivate(ctx)) return;
  throw new Error(
    `${name}: expected a server that keeps it private, got one without publish-options`,
  );
}

/**
 * The same between two steps: the server had options when the first began, or it was not known.
 *
 * @throws MalformedStanza where it has none now, which is not our fault.
 */
export function mustStillKeepPrivate(ctx: Pick<BuildContext, 'fact' | 'self'>): void {
  if (mayKeepPrivate(ctx)) return;
  throw new MalformedStanza('expected a server that goes on to have publish-options');
}

/** Whether the own server has options, for all that we know. */
function mayKeepPrivate(ctx: Pick<BuildContext, 'fact' | 'self'>): boolean {
  const announced = ctx.fact('announced', ctx.self.bare);
  return announced === undefined || announced.features.includes(NS_PUBSUB_PUBLISH_OPTIONS);
}

/** What a publication keeps beside its own params: see `mending`. */
export interface PublishActionParams {
  readonly mending?: Mending;
}

/** What is published, and where; without `to` at the own account. */
export interface PublicationTo extends Publication {
  readonly to?: string | undefined;
}

/** Whether it is for nobody but the own account. */
const isPrivate = ({ to, options }: PublicationTo): boolean =>
  to === undefined && options?.access_model === 'whitelist';

/**
 * A publication with preconditions (XEP-0060 section 7.1.5).
 *
 * Where the node is not set up as it must be (`conflict`), or the service does not take all options
 * with a publication (`resource-constraint`; ejabberd 23.01), the node's configuration is read, filled
 * in and sent, or the node is made; then it is published again. After two rounds the refusal is
 * reported: as `…_errorpreconditionnotmet`, which the room declares with `errorContent`, where the
 * service says that the node is set up differently, else under the condition. Whoever asked waits for the last of these requests, and they are all the same action, so
 * that a process that comes after this one goes on with them.
 */
export abstract class PublishAction<
  Name extends string,
  Params extends PublishActionParams,
> extends Action<Name, Params> {
  /**
   * What is published.
   *
   * @param account whose session publishes it, a bare JID
   */
  protected abstract publication(account: string): PublicationTo;

  /** It is published under `id`; `undefined` where neither we nor the service named it. */
  protected abstract published(id: string | undefined, ctx: ActionContext<Name>): void;

  override build(ctx: BuildContext) {
    const { to, ...publication } = this.publication(ctx.self.bare);
    if (isPrivate({ to, ...publication })) demandPublishOptions(ctx, this.actionName);
    return stepRequest(to, publication, this.params.mending);
  }

  override handle(reply: Element, ctx: ActionContext<Name>) {
    const at = this.params.mending;
    const publication = this.publication(ctx.self.bare);
    if (at === undefined || at.step === 'publish') {
      this.published(readPublishedId(reply) ?? publication.id, ctx);
      return;
    }
    const form = at.step === 'read' ? configurationIn(reply, publication.node) : undefined;
    this.#goOn(nextStep(at, publication.options ?? {}, form), ctx);
  }

  override errorConflict(error: StanzaError, ctx: ActionContext<Name>) {
    // Somebody else made the node meanwhile: it is set up in the next round.
    if (this.params.mending?.step === 'create') {
      this.#goOn({ ...this.params.mending, step: 'publish' }, ctx);
    } else this.#mend(error, ctx);
  }

  override errorResourceConstraint(error: StanzaError, ctx: ActionContext<Name>) {
    this.#mend(error, ctx, true);
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<Name>) {
    const at = this.params.mending;
    if (at?.step === 'read') this.#goOn({ ...at, step: 'create' }, ctx);
    else this.refused(error, ctx);
  }

  #mend(error: StanzaError, ctx: ActionContext<Name>, isPlain = false): void {
    const at = this.params.mending;
    const isPublication = at === undefined || at.step === 'publish';
    const canBeMended = isPublication && this.publication(ctx.self.bare).options !== undefined;
    const first = canBeMended ? beginMending(at, isPlain) : undefined;
    if (first === undefined) this.refused(error, ctx);
    else this.#goOn(first, ctx);
  }

  /** The publication is refused, and what could be done about it was done. */
  protected refused(error: StanzaError, ctx: ActionContext<Name>): void {
    const isUnmet = error.application?.some(isPreconditionNotMet) === true;
    tell(ctx, isUnmet ? 'errorpreconditionnotmet' : `error${conditionKey(error.condition)}`, error);
  }

  /** The same action at another step. */
  #goOn(mending: Mending, ctx: ActionContext<Name>): void {
    if (isPrivate(this.publication(ctx.self.bare))) mustStillKeepPrivate(ctx);
    // A class of actions is made from params alone: that is how the engine wakes it.
    const Same = this.constructor as new (params: object) => this;
    ctx.goOn(new Same({ ...this.params, mending }));
  }
}

/** The node is set up differently (XEP-0060 section 7.1.5); servers say it beside a `conflict`. */
const isPreconditionNotMet = ({ name, xmlns }: { name: string; xmlns: string }): boolean =>
  name === 'precondition-not-met' && xmlns === NS_PUBSUB_ERRORS;
