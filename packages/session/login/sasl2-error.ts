import { SaslError } from '@xec/xec';

/** A login by SASL2 was refused. It is a `SaslError` to everybody; packets tell which protocol it was. */
export class Sasl2Error extends SaslError {}
