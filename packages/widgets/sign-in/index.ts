export { SignIn } from './sign-in.js';
export type { LogInWish } from './login.js';
export type { LogInFailure } from './why-not.js';
