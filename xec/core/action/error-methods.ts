/**
 * The error methods an action may have, one a condition.
 *
 * Written out because a mapped type could not be overridden in a class.
 */
import type {
  ActionError,
  CancelledError,
  ConnectionLostError,
  StanzaError,
  TimeoutError,
} from '../errors.js';
import type { Handled } from '../handled.js';
import type { ActionContext } from './context.js';

/**
 * Error methods: the one of the error's own condition is called, else `error`. An action with
 * neither has its error reported as the packet `<group>_<class>_error<condition>`. With `error` there are no
 * such keys but those of conditions that have a method of their own.
 */
export interface ErrorMethods<out Name extends string> {
  /** Any error that has no method of its own. */
  error?(error: ActionError, ctx: ActionContext<Name>): Handled;
  /** No answer before the deadline. */
  errorTimeout?(error: TimeoutError, ctx: ActionContext<Name>): Handled;
  /** Taken back by the caller. */
  errorCancelled?(error: CancelledError, ctx: ActionContext<Name>): Handled;
  /** The stream went before the answer came. */
  errorConnectionLost?(error: ConnectionLostError, ctx: ActionContext<Name>): Handled;
  errorBadRequest?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorConflict?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorFeatureNotImplemented?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorForbidden?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorGone?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorInternalServerError?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorItemNotFound?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorJidMalformed?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorNotAcceptable?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorNotAllowed?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorNotAuthorized?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorPolicyViolation?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorRecipientUnavailable?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorRedirect?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorRegistrationRequired?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorRemoteServerNotFound?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorRemoteServerTimeout?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorResourceConstraint?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorServiceUnavailable?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorSubscriptionRequired?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorUndefinedCondition?(error: StanzaError, ctx: ActionContext<Name>): Handled;
  errorUnexpectedRequest?(error: StanzaError, ctx: ActionContext<Name>): Handled;
}
