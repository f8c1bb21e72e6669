import type { Language } from '../texts.js';

/**
 * What was tried, by the beginning of the packet key: the longest that fits counts. What is not here
 * is called by its key, for it is better to have a poor name than none.
 */
const tried = {
  roster: ['Your contacts could not be changed', 'Vos contacts n’ont pas pu être modifiés'],
  roster_getlist: ['Your contacts could not be fetched', 'Vos contacts n’ont pas pu être chargés'],
  roster_additem: ['The contact could not be added', 'Le contact n’a pas pu être ajouté'],
  roster_removeitem: ['The contact could not be removed', 'Le contact n’a pas pu être retiré'],
  presence: ['Your presence could not be sent', 'Votre présence n’a pas pu être envoyée'],
  presence_subscribe: [
    'The contact request could not be sent',
    'La demande de contact n’a pas pu être envoyée',
  ],
  presence_muc: ['The room could not be joined', 'Impossible d’entrer dans le salon'],
  message: ['The message was not sent', 'Le message n’a pas été envoyé'],
  mam: ['Older messages could not be fetched', 'Les anciens messages n’ont pas pu être chargés'],
  blocking: ['The block list could not be changed', 'La liste de blocage n’a pas pu être modifiée'],
  blocking_request: [
    'The block list could not be fetched',
    'La liste de blocage n’a pas pu être chargée',
  ],
  upload: ['The file could not be sent', 'Le fichier n’a pas pu être envoyé'],
  muc: ['The room did not accept that', 'Le salon ne l’a pas accepté'],
  bookmark: ['The bookmark could not be kept', 'Le favori n’a pas pu être enregistré'],
  pubsub: ['The posts could not be reached', 'Les billets n’ont pas pu être atteints'],
  pubsub_postpublish: ['The post was not published', 'Le billet n’a pas été publié'],
  pubsub_postdelete: ['The post was not deleted', 'Le billet n’a pas été supprimé'],
  microblog: ['The posts could not be fetched', 'Les billets n’ont pas pu être chargés'],
  microblog_commentpublish: ['The comment was not published', 'Le commentaire n’a pas été publié'],
  avatar: ['The picture could not be fetched', 'L’image n’a pas pu être chargée'],
  avatar_set: ['The picture could not be kept', 'L’image n’a pas pu être enregistrée'],
  vcard: ['The profile could not be fetched', 'Le profil n’a pas pu être chargé'],
  vcard_set: ['The profile could not be kept', 'Le profil n’a pas pu être enregistré'],
  vcard4_set: ['The profile could not be kept', 'Le profil n’a pas pu être enregistré'],
  nickname: ['The nickname could not be kept', 'Le surnom n’a pas pu être enregistré'],
  register: ['The registration failed', 'L’inscription a échoué'],
  register_changepassword: ['The password was not changed', 'Le mot de passe n’a pas été changé'],
  disco: ['A service could not be asked', 'Un service n’a pas pu être consulté'],
} as const satisfies Record<string, readonly [en: string, fr: string]>;

const byLength = Object.entries(tried).sort(([one], [other]) => other.length - one.length);

/** What was tried: `The contact could not be added`. No full stop. */
export function whatWasTried(language: Language, key: string): string {
  const [, [en, fr]] = byLength.find(([start]) => key.startsWith(start)) ?? [
    '',
    [`“${actionOf(key)}” did not work`, `« ${actionOf(key)} » n’a pas abouti`],
  ];
  return language === 'fr' ? fr : en;
}

/** `group_class` of an error key. */
const actionOf = (key: string): string => key.replace(/_error[a-z]*$/, '');
