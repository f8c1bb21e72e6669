import { externalServiceActions, readDateTime, type ExternalService } from '@xec/stanza';
import * as v from 'valibot';
import { errorContent, jid } from '../core/index.js';

const text = v.exactOptional(v.string());
const port = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535)));

/** Which service. */
export const externalServiceName = v.object({ host: v.string(), type: v.string(), port });

/** A service, as `readExternalServices` reads it. */
export const externalServiceSchema = v.object({
  ...externalServiceName.entries,
  transport: text,
  name: text,
  username: text,
  password: text,
  expires: v.exactOptional(
    v.pipe(
      v.string(),
      v.check((stamp) => readDateTime(stamp) !== undefined, 'expected a time of XEP-0082'),
    ),
  ),
  restricted: v.exactOptional(v.boolean()),
  action: v.exactOptional(v.picklist(externalServiceActions)),
}) satisfies v.GenericSchema<ExternalService>;

/** Services, and who told of them. */
export const servicesContent = v.object({
  jid,
  /** All types without it. */
  type: text,
  services: v.pipe(v.array(externalServiceSchema), v.readonly()),
});

/** A refusal, and whose. */
export const refusalContent = v.object({ jid, ...errorContent.entries });
