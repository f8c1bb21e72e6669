import { MalformedStanza, readNodeConfiguration, type DataForm, type Element } from '@xec/stanza';

/**
 * How a node is set up, in the answer to a question for it.
 *
 * @throws MalformedStanza where the answer holds no form
 */
export function configurationIn(reply: Element, node: string): DataForm {
  const form = readNodeConfiguration(reply);
  if (form === undefined)
    throw new MalformedStanza(`expected the configuration of the node ${node}`);
  return form;
}
