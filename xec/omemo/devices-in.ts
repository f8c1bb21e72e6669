import {
  MalformedStanza,
  readItemsAnswer,
  readOmemoDevices,
  type Element,
  type OmemoDeviceList,
  type OmemoVersion,
} from '@xec/stanza';

/**
 * The devices in the answer to a question for the list; none where none was ever published.
 *
 * @throws MalformedStanza for an answer that holds something else
 */
export function devicesIn(reply: Element, version: OmemoVersion): OmemoDeviceList {
  const item = readItemsAnswer(reply)?.items.at(-1);
  if (item === undefined) return { version, devices: [] };
  const list = item.payload && readOmemoDevices(item.payload);
  if (list?.version !== version) throw new MalformedStanza('expected a list of devices');
  return list;
}
