import type { EngineHost, OutboundStanza, AnyPayload, PayloadClass } from '@xec/xec';

/** Who owns the engine of mutated records: it hears of faults, and lets everything else go. */
export class RecordHost implements EngineHost {
  readonly faults: { readonly fault: unknown; readonly where: string }[] = [];

  payload(type: PayloadClass): AnyPayload {
    return new type();
  }

  output(_stanzas: readonly OutboundStanza[]): void {}

  withdraw(): undefined {
    return undefined;
  }

  publish(): void {}

  onFault(fault: unknown, where: string): void {
    this.faults.push({ fault, where });
  }

  onPressure(): void {}

  onCommitted(): void {}

  onJournalRefusal(error: unknown): void {
    this.faults.push({ fault: error, where: 'commit' });
  }
}
