/** What every page needs: connection, login, stream management, dispatch. */
export { Session } from '@xec/session';
export { websocket } from '@xec/transport-websocket';
