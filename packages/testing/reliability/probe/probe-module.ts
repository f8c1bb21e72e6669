import type { ModuleFactory } from '@xec/devserver';
import { NS_PROBE } from './vocabulary.js';

/**
 * The server's side: answers orders and questions.
 *
 * @param done gets the number of each order, as often as it is done
 * @param onDone is called after each
 */
export const probeModule =
  (done: number[], onDone?: () => void): ModuleFactory =>
  () => ({
    name: 'probe',
    iqs: [
      {
        name: 'order',
        xmlns: NS_PROBE,
        at: ['server', 'self'],
        type: 'set',
        answer: ({ child }) => {
          done.push(Number(child.attrs['n']));
          onDone?.();
          return undefined;
        },
      },
      {
        name: 'ask',
        xmlns: NS_PROBE,
        at: ['server', 'self'],
        type: 'get',
        answer: () => undefined,
      },
    ],
  });
