import * as v from 'valibot';
import { jid } from '../core/schemas.js';

export const sendParams = v.object({ to: jid, body: v.exactOptional(v.string()) });
