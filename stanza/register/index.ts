export * from './read-registration.js';
export * from './refusal.js';
export * from './register.js';
