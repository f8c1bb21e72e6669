import type { Language } from '../language/texts.js';

/**
 * What somebody asked for and waits for, by the beginning of its packets' keys, as it is told to who did
 * not see it done.
 */
const done = {
  roster_additem: ['The contact was added', 'Le contact a été ajouté'],
  roster_updateitem: ['The contact was changed', 'Le contact a été modifié'],
  roster_removeitem: ['The contact was removed', 'Le contact a été retiré'],
  blocking_block: ['The address was blocked', 'L’adresse a été bloquée'],
  blocking_unblock: ['The address is no longer blocked', 'L’adresse n’est plus bloquée'],
  muc_setconfig: ['The room’s settings were saved', 'Les réglages du salon ont été enregistrés'],
  muc_changeaffiliation: ['The member’s place was changed', 'Le statut du membre a été modifié'],
  muc_setrole: ['The participant’s role was changed', 'Le rôle du participant a été modifié'],
  muc_destroy: ['The room was deleted', 'Le salon a été supprimé'],
  bookmark2_set: ['The bookmark was kept', 'Le favori a été enregistré'],
  bookmark2_delete: ['The bookmark was removed', 'Le favori a été supprimé'],
  pubsub_postpublish: ['The post was published', 'Le billet a été publié'],
  pubsub_postdelete: ['The post was deleted', 'Le billet a été supprimé'],
  microblog_commentpublish: ['The comment was published', 'Le commentaire a été publié'],
  avatar_set: ['The picture was kept', 'L’image a été enregistrée'],
  vcard4_set: ['The profile was kept', 'Le profil a été enregistré'],
  nickname_set: ['The nickname was kept', 'Le surnom a été enregistré'],
} as const satisfies Record<string, readonly [en: string, fr: string]>;

type Done = keyof typeof done;

/** Whether the requests whose packets begin so are such. */
export const isSomethingDone = (prefix: string): prefix is Done => Object.hasOwn(done, prefix);

/** What was done: `The contact was added`. No full stop. */
export function whatWasDone(language: Language, prefix: Done): string {
  const [en, fr] = done[prefix];
  return language === 'fr' ? fr : en;
}

/** The keys that tell so. */
export const doneKeys = Object.keys(done).map((prefix) => `${prefix}_handle` as `${Done}_handle`);
