import { defineTexts } from '../language/texts.js';

export const settingsTexts = defineTexts({
  en: {
    title: 'Settings',
    account: 'Account',
    tools: 'Behind the page',
    signOut: 'Sign out',
    signedInAs: (name: string) => `You are signed in as ${name}.`,
  },
  fr: {
    title: 'Paramètres',
    account: 'Compte',
    tools: 'Derrière la page',
    signOut: 'Se déconnecter',
    signedInAs: (name: string) => `Vous êtes connecté en tant que ${name}.`,
  },
});

export const appearanceTexts = defineTexts({
  en: {
    title: 'Appearance',
    theme: 'Theme',
    theme_auto: 'As the system',
    theme_light: 'Light',
    theme_dark: 'Dark',
    density: 'Density',
    density_comfortable: 'Comfortable',
    density_compact: 'Compact',
    language: 'Language',
    language_auto: 'As the browser',
    language_en: 'English',
    language_fr: 'Français',
  },
  fr: {
    title: 'Apparence',
    theme: 'Thème',
    theme_auto: 'Comme le système',
    theme_light: 'Clair',
    theme_dark: 'Sombre',
    density: 'Densité',
    density_comfortable: 'Aérée',
    density_compact: 'Compacte',
    language: 'Langue',
    language_auto: 'Comme le navigateur',
    language_en: 'English',
    language_fr: 'Français',
  },
});

export const notifyTexts = defineTexts({
  en: {
    title: 'Notifications',
    notify: 'Show new messages while the page is in the background',
    denied: 'The browser does not allow it. Its own settings for this page do.',
    missing: 'This browser cannot show any.',
    muted: 'Conversations that are muted',
    unmute: (name: string) => `Unmute ${name}`,
    unmuteShort: 'Unmute',
  },
  fr: {
    title: 'Notifications',
    notify: 'Montrer les nouveaux messages quand la page est en arrière-plan',
    denied: 'Le navigateur ne le permet pas. Cela se règle dans ses propres paramètres.',
    missing: 'Ce navigateur ne peut pas en montrer.',
    muted: 'Discussions en sourdine',
    unmute: (name: string) => `Ne plus mettre ${name} en sourdine`,
    unmuteShort: 'Rétablir',
  },
});

export const devicesTexts = defineTexts({
  en: {
    title: 'Devices',
    hint: 'Where your account is open at the moment.',
    none: 'There is no connection: nobody knows.',
    this: 'this session',
    available: 'online',
    chat: 'happy to chat',
    away: 'away',
    xa: 'away for long',
    dnd: 'busy',
  },
  fr: {
    title: 'Appareils',
    hint: 'Où votre compte est ouvert en ce moment.',
    none: 'Il n’y a pas de connexion : impossible de le savoir.',
    this: 'cette session',
    available: 'en ligne',
    chat: 'disponible pour discuter',
    away: 'absent',
    xa: 'absent pour longtemps',
    dnd: 'occupé',
  },
});

export const blockedTexts = defineTexts({
  en: {
    title: 'Blocked',
    hint: 'Nothing of these reaches you, and they do not see whether you are there.',
    asking: 'Asking for the list …',
    nobody: 'You blocked nobody.',
    address: 'Address to block',
    block: 'Block',
    unblock: (jid: string) => `Unblock ${jid}`,
    unblockShort: 'Unblock',
    again: 'Try again',
  },
  fr: {
    title: 'Personnes bloquées',
    hint: 'Rien de leur part ne vous parvient, et elles ne voient pas votre présence.',
    asking: 'Chargement de la liste …',
    nobody: 'Vous n’avez bloqué personne.',
    address: 'Adresse à bloquer',
    block: 'Bloquer',
    unblock: (jid: string) => `Débloquer ${jid}`,
    unblockShort: 'Débloquer',
    again: 'Réessayer',
  },
});

export const passwordTexts = defineTexts({
  en: {
    title: 'Password',
    fresh: 'New password',
    again: 'New password, once more',
    differ: 'The two are not the same.',
    change: 'Change the password',
    done: 'The password is changed. Other devices need it at their next login.',
  },
  fr: {
    title: 'Mot de passe',
    fresh: 'Nouveau mot de passe',
    again: 'Nouveau mot de passe, encore une fois',
    differ: 'Les deux ne sont pas identiques.',
    change: 'Changer le mot de passe',
    done: 'Le mot de passe est changé. Les autres appareils en auront besoin.',
  },
});
