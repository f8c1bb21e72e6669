import { defineTexts } from '@xec/widgets';

/** What the page itself says about its two ways. */
export const directTexts = defineTexts({
  en: {
    title: 'Log in',
    hint: 'Without the gateway: this browser holds the session itself, one for all its tabs.',
    account: 'Account',
    password: 'Password',
    service: 'Address of the server’s WebSocket',
    logIn: 'Log in',
    refused: 'This is no account, or no address: they look like juliet@example.org and wss://….',
    inspector: 'Inspector',
    admin: 'Administration',
    toDirect: 'Log in without the gateway',
    toGateway: 'Go through the gateway',
  },
  fr: {
    title: 'Connexion',
    hint: 'Sans la passerelle : ce navigateur tient lui-même la session, une pour tous ses onglets.',
    account: 'Compte',
    password: 'Mot de passe',
    service: 'Adresse du WebSocket du serveur',
    logIn: 'Se connecter',
    refused:
      'Ce n’est pas un compte, ou pas une adresse : ils ressemblent à juliet@example.org et wss://….',
    inspector: 'Inspecteur',
    admin: 'Administration',
    toDirect: 'Se connecter sans la passerelle',
    toGateway: 'Passer par la passerelle',
  },
});
