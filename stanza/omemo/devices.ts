import { xml, type Element, type XmlElement } from '../core/index.js';
import {
  omemoNamespaces,
  omemoVersionOf,
  omemoWords,
  readBase64Text,
  readId,
  type OmemoVersion,
} from './versions.js';

/** How many devices of a list are read. */
const MAX_DEVICES = 256;

/** A device that encrypts. */
export interface OmemoDevice {
  readonly id: number;
  /**
   * What its user calls it; in version 2 only. Show it only after its signature was verified with the
   * device's identity key: others may write into the list too (section 5.3.1).
   */
  readonly label?: { readonly text: string; readonly signature: string };
}

/** The devices of an account. */
export interface OmemoDeviceList {
  readonly version: OmemoVersion;
  readonly devices: readonly OmemoDevice[];
}

/** `<devices/>`, in 0.3 `<list/>`, which is published (section 5.3.1). */
export const omemoDevicesElement = ({ version, devices }: OmemoDeviceList): XmlElement =>
  xml(
    omemoWords[version].list,
    { xmlns: omemoNamespaces[version] },
    devices.map(({ id, label }) =>
      xml('device', { id, label: label?.text, labelsig: label?.signature }),
    ),
  );

/**
 * Reads a list of devices, each once. "The label attribute MUST be ignored if no labelsig attribute is
 * present."
 *
 * @returns `undefined` for another element.
 */
export function readOmemoDevices(el: Element): OmemoDeviceList | undefined {
  const version = omemoVersionOf(el, (each) => omemoWords[each].list);
  if (version === undefined) return undefined;
  const devices = new Map<number, OmemoDevice>();
  for (const child of el.getChildren('device', omemoNamespaces[version])) {
    const id = readId(child.attrs['id']);
    if (id === undefined || devices.has(id)) continue;
    if (devices.size === MAX_DEVICES) break;
    const text: unknown = child.attrs['label'];
    const signature = readBase64Text(child.attrs['labelsig']);
    const hasLabel = version === '2' && typeof text === 'string' && signature !== undefined;
    devices.set(id, { id, ...(hasLabel && { label: { text, signature } }) });
  }
  return { version, devices: [...devices.values()] };
}
