/** What Chromium is started with: no sandbox in containers, nothing that calls home. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Every host of an example is this machine.
  '--host-resolver-rules=MAP *.example 127.0.0.1',
];
