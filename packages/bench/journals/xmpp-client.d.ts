/** As much of xmpp.js as is measured: it brings no types. */
declare module '@xmpp/client' {
  export interface XmlChild {
    readonly name: string;
  }

  export function xml(
    name: string,
    attrs: Readonly<Record<string, string>>,
    ...children: readonly XmlChild[]
  ): XmlChild;

  export interface XmppClient {
    readonly iqCaller: { request(stanza: XmlChild): Promise<XmlChild> };
    start(): Promise<unknown>;
    stop(): Promise<unknown>;
    on(event: 'error', listener: (error: unknown) => void): void;
  }

  export function client(options: {
    readonly service: string;
    readonly domain: string;
    readonly username: string;
    readonly password: string;
    readonly resource: string;
  }): XmppClient;
}
