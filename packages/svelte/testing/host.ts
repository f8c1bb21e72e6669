/** A page with a component of Svelte; see `BindingHost`. */
import type { BindingHost } from '@xec/testing';
import { flushSync, mount, unmount } from 'svelte';
import Provider from './provider.svelte';

const host: BindingHost = {
  mount(root, source) {
    const component = mount(Provider, { target: root, props: { source } });
    flushSync();
    return () => void unmount(component);
  },
};
Object.assign(globalThis, host);
