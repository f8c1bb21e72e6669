/**
 * What a gateway says: JSON messages, each read by its schema.
 */
import * as v from 'valibot';

const ref = v.string();
const wireError = v.looseObject({ condition: v.string(), text: v.exactOptional(v.string()) });

const gatewayMessage = v.variant('t', [
  v.object({ t: v.literal('ready'), session: v.string() }),
  v.object({
    t: v.literal('packet'),
    ref,
    key: v.string(),
    content: v.unknown(),
    from: v.exactOptional(v.string()),
    seq: v.number(),
    at: v.number(),
  }),
  v.object({ t: v.literal('resync'), ref }),
  v.object({ t: v.literal('live'), ref }),
  v.object({ t: v.literal('progress'), ref, key: v.string(), content: v.unknown() }),
  v.variant('ok', [
    v.object({
      t: v.literal('outcome'),
      ref,
      ok: v.literal(true),
      content: v.exactOptional(v.unknown()),
    }),
    v.object({ t: v.literal('outcome'), ref, ok: v.literal(false), error: wireError }),
  ]),
  v.object({ t: v.literal('error'), what: v.string(), error: wireError }),
]);

export type GatewayMessage = v.InferOutput<typeof gatewayMessage>;

/**
 * @returns `undefined` for a message of a kind, or in a shape, that this page does not know: gateways may
 *   be newer
 */
export function readGatewayMessage(frame: string): GatewayMessage | undefined {
  const read = v.safeParse(gatewayMessage, JSON.parse(frame));
  return read.success ? read.output : undefined;
}
