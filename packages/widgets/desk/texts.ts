import { defineTexts } from '../language/texts.js';

/** What both pages of administrators say. */
export const deskTexts = defineTexts({
  en: {
    inspector: 'Inspector',
    admin: 'Administration',
    pages: 'Pages for administrators',
    toPage: 'Xec, to the page',
    appearance: 'Appearance',
    signOut: 'Sign out',
    looking: 'Asking the gateway …',
    doorTitle: 'For administrators only',
    doorWhy:
      'What people write to each other passes here, and sessions can be ended. So the gateway shows it only to who knows its administrator’s token.',
    doorWhere:
      'Whoever started the gateway has the token: it stands where the gateway was started.',
    token: 'Administrator’s token',
    signIn: 'Sign in',
    wrongToken: 'This is not the token.',
    tooMany: 'Too many attempts. Try again in a minute.',
    nobodyTitle: 'This gateway has no administrators',
    nobodyWhy:
      'Nobody may look into it or change it. Whoever starts the gateway decides that, with the option “admin”.',
    unreachableTitle: 'The gateway was not reached',
    unreachableWhy: 'It may be starting, or the network is gone.',
    again: 'Try again',
  },
  fr: {
    inspector: 'Inspecteur',
    admin: 'Administration',
    pages: 'Pages pour administrateurs',
    toPage: 'Xec, vers la page',
    appearance: 'Apparence',
    signOut: 'Se déconnecter',
    looking: 'La passerelle est interrogée …',
    doorTitle: 'Réservé aux administrateurs',
    doorWhy:
      'Ce que les gens s’écrivent passe ici, et l’on peut y mettre fin à des sessions. La passerelle ne le montre donc qu’à qui connaît son jeton d’administrateur.',
    doorWhere:
      'La personne qui a démarré la passerelle a ce jeton : il figure là où la passerelle a été démarrée.',
    token: 'Jeton d’administrateur',
    signIn: 'Se connecter',
    wrongToken: 'Ce n’est pas le bon jeton.',
    tooMany: 'Trop d’essais. Réessayez dans une minute.',
    nobodyTitle: 'Cette passerelle n’a pas d’administrateur',
    nobodyWhy:
      'Personne ne peut y regarder ni la modifier. La personne qui démarre la passerelle en décide, avec l’option « admin ».',
    unreachableTitle: 'La passerelle est injoignable',
    unreachableWhy: 'Elle démarre peut-être, ou le réseau est coupé.',
    again: 'Réessayer',
  },
});
