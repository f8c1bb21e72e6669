import type { Connector } from '@xec/transport';

/** A connector whose frames are shown to `see` as they come in, before anybody else has them. */
export const watched =
  (connector: Connector, see: (frame: string) => void): Connector =>
  (service, events, options) =>
    connector(
      service,
      {
        onFrame(frame) {
          see(frame);
          events.onFrame(frame);
        },
        onClose(reason) {
          events.onClose(reason);
        },
        onDrain() {
          events.onDrain?.();
        },
      },
      options,
    );
