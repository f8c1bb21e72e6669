import { bindingContract } from '@xec/testing';

bindingContract('Vue', new URL('testing/host.ts', import.meta.url));
