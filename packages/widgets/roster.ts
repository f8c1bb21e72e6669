export { RosterList, type OpenChat } from './roster/index.js';
