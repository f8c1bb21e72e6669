export * from './bundle.js';
export * from './devices.js';
export {
  omemoEncryptedElement,
  omemoKeyFor,
  readOmemoEncrypted,
  faultOf as omemoFaultOf,
  type OmemoEncrypted,
  type OmemoKey,
} from './encrypted.js';
export {
  MAX_OMEMO_ID,
  NODE_OMEMO_BUNDLES,
  NS_OMEMO,
  NS_OMEMO_LEGACY,
  omemoBundlePlace,
  omemoDevicesNamed,
  omemoDevicesNodes,
  omemoNamespaces,
  omemoVersions,
  type OmemoVersion,
} from './versions.js';
