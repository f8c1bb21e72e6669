import { roomConfig, roomConfigSubmission } from '@xec/stanza';
import * as v from 'valibot';
import { tell } from '../core/action/tell.js';
import { Action, errorContent, type ActionContext, type ActionError } from '../core/index.js';
import type { NewRoom } from './schema.js';

/**
 * Sets up a room that was just created (XEP-0045 section 10.1.3), as one of some kind. Answers with
 * `handle`, or with `error`.
 */
export abstract class CreateRoom<Name extends string> extends Action<Name, NewRoom> {
  /** What makes a room one of the kind. */
  protected abstract readonly configuration: Parameters<typeof roomConfig>[0];

  override build() {
    const { room, name } = this.params;
    const title = name === undefined ? {} : { roomname: name };
    return roomConfigSubmission(room, roomConfig({ ...title, ...this.configuration }));
  }

  override handle(_reply: unknown, ctx: ActionContext<Name>) {
    tell(ctx, 'handle', { room: this.params.room });
  }

  override error(error: ActionError, ctx: ActionContext<Name>) {
    tell(ctx, 'error', { room: this.params.room, ...v.parse(errorContent, error) });
  }
}
