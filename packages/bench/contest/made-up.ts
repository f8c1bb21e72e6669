/** Payloads by the number, as a program with very many features has. */
import { Payload, feature, payload, type Feature, type PayloadClass } from '@xec/xec';

/** A feature of `count` payloads, each of a namespace of its own, that do nothing. */
export function madeUp(count: number): Feature {
  return feature({
    name: 'made-up',
    payloads: Array.from({ length: count }, (_, at) => madeUpPayload(at)),
  });
}

function madeUpPayload(at: number): PayloadClass {
  @payload('Message', {
    name: 'made-up',
    xmlns: `urn:example:made-up:${at}`,
    under: 'message',
    from: 'any',
  })
  class MadeUp extends Payload<'Message'> {
    override handle(): void {
      // nobody sends one
    }
  }
  return MadeUp;
}
