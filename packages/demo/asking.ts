import type { Client } from '@xec/client';
import { ActionError, type AnyAction } from '@xec/xec';

/**
 * Lets `client` request actions whose outcome nobody waits for. A stream that went takes a word of
 * small talk with it; that is no fault. Others are logged.
 *
 * @returns a function whose promise says whether it came to a good end
 */
export function asking(client: Client): (action: AnyAction) => Promise<boolean> {
  return async (action) => {
    try {
      await client.request(action);
      return true;
    } catch (error) {
      if (!(error instanceof ActionError)) {
        client.log.error('bot-fault', { action: action.actionName, message: String(error) });
      }
      return false;
    }
  };
}
