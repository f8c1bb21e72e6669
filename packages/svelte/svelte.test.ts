import { bindingContract } from '@xec/testing';

bindingContract('Svelte', new URL('testing/host.ts', import.meta.url));
