/** A page with a component of React; see `BindingHost`. */
import type { BindingHost } from '@xec/testing';
import type { PacketSource } from '@xec/packet-source';
import { createElement as h, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { SourceProvider, useAction, usePacket } from '../index.js';

function Component(): ReactElement {
  const message = usePacket('message');
  const { run, cancel, pending, error, result } = useAction('Ping/Entity');
  const ended = error?.condition ?? (result === undefined ? 'idle' : JSON.stringify(result));
  return h(
    'section',
    null,
    h('output', { id: 'body' }, message?.body ?? 'nothing'),
    h('button', { id: 'run', onClick: () => void run({ jid: 'capulet.example' }) }, 'Run'),
    h('button', { id: 'cancel', onClick: cancel }, 'Cancel'),
    h('output', { id: 'action' }, pending ? 'pending' : ended),
  );
}

const host: BindingHost = {
  mount(root, source) {
    const thrown: Error[] = [];
    const tree = createRoot(root, { onUncaughtError: (error) => thrown.push(error as Error) });
    const component = h(Component);
    flushSync(() => {
      tree.render(
        source === undefined
          ? component
          : h(SourceProvider, { source: source as PacketSource }, component), // the stage's
      );
    });
    if (thrown[0] !== undefined) throw thrown[0]; // as components throw it: an Error
    return () => tree.unmount();
  },
};
Object.assign(globalThis, host);
