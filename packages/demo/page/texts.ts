import { defineTexts, pageLanguage } from '@xec/widgets';

const texts = defineTexts({
  en: {
    gatewayHint: 'With your own account. Your server checks the password.',
    directHint: 'Without the gateway: this browser holds the session itself, one for all its tabs.',
    notNow: 'The gateway does not answer as it should. Try again.',
    inspector: 'Inspector',
    admin: 'Administration',
    toDirect: 'Log in without the gateway',
    toGateway: 'Go through the gateway',
  },
  fr: {
    gatewayHint: 'Avec votre propre compte. Votre serveur vérifie le mot de passe.',
    directHint:
      'Sans la passerelle : ce navigateur tient lui-même la session, une pour tous ses onglets.',
    notNow: 'La passerelle ne répond pas comme il faut. Réessayez.',
    inspector: 'Inspecteur',
    admin: 'Administration',
    toDirect: 'Se connecter sans la passerelle',
    toGateway: 'Passer par la passerelle',
  },
});

/** What the page itself says about its two ways. */
export const pageTexts = () => texts[pageLanguage()];
