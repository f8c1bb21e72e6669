/** Contacts, and who wants to be one. */
export { RosterList, rosterActions, type OpenChat } from './roster.js';
