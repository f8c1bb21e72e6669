/** The part of a browser's WebSocket that is used here. */
export interface GatewaySocket extends Pick<
  WebSocket,
  'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'
> {
  readonly readyState: number;
}
