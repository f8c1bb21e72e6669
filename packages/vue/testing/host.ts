/** A page with a component of Vue; see `BindingHost`. */
import type { BindingHost } from '@xec/testing';
import type { PacketSource } from '@xec/packet-source';
import { createApp, defineComponent, h } from 'vue';
import { provideSource, useAction, usePacket } from '../index.js';

const Component = defineComponent({
  setup() {
    const message = usePacket('message');
    const { run, cancel, pending, error, result } = useAction('Ping/Entity');
    const ended = (): string =>
      error.value?.condition ??
      (result.value === undefined ? 'idle' : JSON.stringify(result.value));
    return () => [
      h('output', { id: 'body' }, message.value?.body ?? 'nothing'),
      h('button', { id: 'run', onClick: () => void run({ jid: 'capulet.example' }) }, 'Run'),
      h('button', { id: 'cancel', onClick: cancel }, 'Cancel'),
      h('output', { id: 'action' }, pending.value ? 'pending' : ended()),
    ];
  },
});

const host: BindingHost = {
  mount(root, source) {
    const app = createApp({
      setup() {
        if (source !== undefined) provideSource(source as PacketSource); // the stage's
        return () => h(Component);
      },
    });
    app.mount(root);
    return () => app.unmount();
  },
};
Object.assign(globalThis, host);
