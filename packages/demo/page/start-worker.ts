import workerUrl from './worker.ts?sharedworker&url';

/** Trusted types, where the browser has them, as far as they are used here. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };

/** The page's security policy lets this one make addresses of scripts: it knows one. */
const policy = trustedTypes?.createPolicy('xec-worker', {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError(`expected the page's own worker, got "${url}"`);
    return url;
  },
});

/** The worker that all tabs share. */
export const startWorker = (): SharedWorker =>
  new SharedWorker(policy?.createScriptURL(workerUrl) ?? workerUrl, {
    type: 'module',
    name: 'xec',
  });
