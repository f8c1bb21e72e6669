export * from './created-invite.js';
export * from './invite-uri.js';
export * from './preauth.js';
