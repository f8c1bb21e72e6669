import { bindingContract } from '@xec/testing';

bindingContract('React', new URL('testing/host.ts', import.meta.url));
