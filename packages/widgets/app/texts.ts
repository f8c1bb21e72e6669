import { defineTexts } from '../language/texts.js';

export const appTexts = defineTexts({
  en: {
    skip: 'Skip to the content',
    views: 'Views',
    jump: 'Jump to …',
    keys: 'Keys',
    me: (name: string) => `${name}: your account`,
    listOf: (view: string) => `${view}: list`,
    details: 'Details',
    closeDetails: 'Close details',
  },
  fr: {
    skip: 'Aller au contenu',
    views: 'Vues',
    jump: 'Aller à …',
    keys: 'Touches',
    me: (name: string) => `${name} : votre compte`,
    listOf: (view: string) => `${view} : liste`,
    details: 'Détails',
    closeDetails: 'Fermer les détails',
  },
});

export const conversationTexts = defineTexts({
  en: {
    nobody: 'No conversation is open',
    pick: 'Pick a contact to talk to.',
    hint: 'Or press Ctrl+K, and write a name.',
    back: 'Back',
    details: 'Details',
  },
  fr: {
    nobody: 'Aucune discussion n’est ouverte',
    pick: 'Choisissez un contact pour discuter.',
    hint: 'Ou appuyez sur Ctrl+K et tapez un nom.',
    back: 'Retour',
    details: 'Détails',
  },
});

export const chatDetailsTexts = defineTexts({
  en: {
    address: 'Address',
    profile: 'Profile',
    mute: 'Mute this conversation',
    muteHint: 'No signs and no notifications of new messages.',
    block: 'Block',
    blockHint: 'Nothing of theirs reaches you any more. The settings list whom you blocked.',
    reallyBlock: (name: string) => `Really block ${name}?`,
    cancel: 'Cancel',
    blocked: (name: string) => `${name} is blocked.`,
  },
  fr: {
    address: 'Adresse',
    profile: 'Profil',
    mute: 'Mettre cette discussion en sourdine',
    muteHint: 'Ni signal ni notification pour les nouveaux messages.',
    block: 'Bloquer',
    blockHint: 'Plus rien de sa part ne vous parvient. Les paramètres listent qui est bloqué.',
    reallyBlock: (name: string) => `Vraiment bloquer ${name} ?`,
    cancel: 'Annuler',
    blocked: (name: string) => `${name} est bloqué.`,
  },
});

export const jumpTexts = defineTexts({
  en: {
    title: 'Jump to a person, a room or a view',
    label: 'Name or address',
    none: 'Nobody and nothing is called like that.',
    person: 'person',
    room: 'room',
    view: 'view',
    write: (jid: string) => `Write to ${jid}`,
    close: 'Close',
  },
  fr: {
    title: 'Aller vers une personne, un salon ou une vue',
    label: 'Nom ou adresse',
    none: 'Personne et rien ne porte ce nom.',
    person: 'personne',
    room: 'salon',
    view: 'vue',
    write: (jid: string) => `Écrire à ${jid}`,
    close: 'Fermer',
  },
});

export const keysTexts = defineTexts({
  en: {
    title: 'Keys',
    close: 'Close',
    list: 'Show this list',
    jump: 'Jump to a person, a room or a view',
    escape: 'Close what is on top',
    arrows: 'Move in a list',
    ends: 'To the first and the last of a list',
    open: 'Open what is chosen, or send what is written',
    newline: 'Begin a new line in a message',
    edit: 'Edit your last message, in an empty box',
  },
  fr: {
    title: 'Touches',
    close: 'Fermer',
    list: 'Montrer cette liste',
    jump: 'Aller vers une personne, un salon ou une vue',
    escape: 'Fermer ce qui est au-dessus',
    arrows: 'Se déplacer dans une liste',
    ends: 'Au début et à la fin d’une liste',
    open: 'Ouvrir ce qui est choisi, ou envoyer ce qui est écrit',
    newline: 'Aller à la ligne dans un message',
    edit: 'Modifier votre dernier message, dans un champ vide',
  },
});
