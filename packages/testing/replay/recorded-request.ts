import { Action, action, keyPrefix, type Feature } from '@xec/xec';

const name = 'Transcript/Request';

/** How the keys of its errors begin: they are nobody's. */
export const recordedKeys = `${keyPrefix(name)}_`;

/** Stands for what a recorded client asked and no action of ours does. */
@action(name)
class RecordedRequest extends Action<typeof name> {
  override build(): never {
    throw new Error('a recorded request is not sent again');
  }
}

/** Its error packets are heard by nobody: it need not be in PacketMap. */
export const recording: Feature = { name: 'recording', actions: [RecordedRequest] };
