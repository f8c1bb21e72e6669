export {
  NS_SCE,
  envelopeElement,
  readEnvelope,
  type Envelope,
  type EnvelopeAffix,
  type EnvelopeAffixes,
} from './envelope.js';
export { envelopeFault, type EnvelopeFault, type EnvelopeSurroundings } from './envelope-fault.js';
export { isServerProcessed } from './server-processed.js';
