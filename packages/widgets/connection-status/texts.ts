import { defineTexts } from '../language/texts.js';

export const connectionTexts = defineTexts({
  en: {
    signedOut: 'Signed out',
    unreachable: 'Gateway not reachable',
    connecting: 'Connecting',
    offline: 'Offline',
    authenticating: 'Logging in',
    binding: 'Almost there',
    online: 'Online',
    reconnecting: 'Reconnecting',
    ended: 'Session ended',
    inSeconds: (seconds: number) => `in ${seconds} s`,
    tryNow: 'Try now',
  },
  fr: {
    signedOut: 'Déconnecté',
    unreachable: 'Passerelle injoignable',
    connecting: 'Connexion',
    offline: 'Hors ligne',
    authenticating: 'Identification',
    binding: 'Presque prêt',
    online: 'En ligne',
    reconnecting: 'Reconnexion',
    ended: 'Session terminée',
    inSeconds: (seconds: number) => `dans ${seconds} s`,
    tryNow: 'Réessayer',
  },
});
