import { Rehearsal, type Client } from '@xec/client';
import { payloadHash } from '@xec/xec';
import { withoutSecrets } from '../operations/secrets.js';
import type { TriedLook } from './events.js';
import { maskedText } from './mask.js';

/** What a stanza does with a session that is new: it waits for nothing, and knows nobody. */
export interface ReplayView {
  readonly tried: readonly TriedLook[];
  /** Names of payloads that ran. */
  readonly ran: readonly string[];
  /** Why nothing happened, where nothing did. */
  readonly ignored: readonly string[];
  readonly packets: readonly { readonly key: string; readonly content: unknown }[];
  /** Stanzas that leave. */
  readonly sent: readonly string[];
  /** What handlers threw, and where. */
  readonly faults: readonly string[];
}

/**
 * Lets a stanza come in on a stage, to a client with the features of `client`. Nothing of it reaches the
 * server or the session's journal.
 */
export async function replay(client: Client, xml: string): Promise<ReplayView> {
  const { bare, resource = 'rehearsal' } = client.jid;
  const rehearsal = await Rehearsal.open({
    jid: `${bare}/${resource}`,
    features: client.registry.features,
  });
  try {
    const { tried, ran, ignored, packets, sent, faults } = await rehearsal.receive(xml);
    return {
      tried: tried.map(({ found, node, ...look }) => ({
        ...look,
        ...(node !== undefined && { node }),
        hash: payloadHash(look.name, look.xmlns, node ?? ''),
        found: found.map(({ description }) => description.name),
      })),
      ran: ran.map(({ description }) => description.name),
      ignored,
      packets: packets.map(({ key, content }) => ({ key, content: withoutSecrets(content) })),
      sent: sent.map(maskedText),
      faults,
    };
  } finally {
    await rehearsal.close();
  }
}
