import type { Texts } from '../language/texts.js';

interface AskingTexts {
  readonly because: Readonly<Record<Condition, string>>;
  readonly otherwise: (said: string) => string;
}

/** What servers commonly answer. */
type Condition =
  | ('conflict' | 'connection-lost' | 'feature-not-implemented' | 'forbidden' | 'gone')
  | ('item-not-found' | 'jid-malformed' | 'not-acceptable' | 'not-allowed' | 'not-authorized')
  | ('payload-too-big' | 'registration-required' | 'remote-server-not-found')
  | ('remote-server-timeout' | 'resource-constraint' | 'service-unavailable' | 'timeout')
  | ('cancelled' | 'refused');

export const texts: Texts<AskingTexts> = {
  en: {
    because: {
      conflict: 'Somebody else has that name already. Choose another one.',
      'connection-lost': 'There is no connection now. Try again when you are online.',
      'feature-not-implemented': 'The server does not know how to do that.',
      forbidden: 'You may not do that here. Ask somebody who may.',
      gone: 'It is not there any more.',
      'item-not-found': 'There is nothing of that name. Check how it is spelt.',
      'jid-malformed': 'That is no address. It looks like name@server.example.',
      'not-acceptable': 'The server does not take it like that.',
      'not-allowed': 'The server does not allow that.',
      'not-authorized': 'The password is missing or wrong.',
      'payload-too-big': 'It is too big for the server. Make it smaller.',
      'registration-required': 'That is for members only. Ask to be let in.',
      'remote-server-not-found': 'There is no such server. Check the address.',
      'remote-server-timeout': 'The other server did not answer. Try again later.',
      'resource-constraint': 'The server has too much to do. Try again later.',
      'service-unavailable': 'Nobody answers at that address.',
      timeout: 'No answer came in time. Try again.',
      cancelled: 'It was called off.',
      refused: 'The gateway does not let pages do that.',
    },
    otherwise: (said) => `It did not work: ${said}`,
  },
  fr: {
    because: {
      conflict: 'Quelqu’un d’autre porte déjà ce nom. Choisissez-en un autre.',
      'connection-lost': 'Pas de connexion pour l’instant. Réessayez une fois en ligne.',
      'feature-not-implemented': 'Le serveur ne sait pas le faire.',
      forbidden: 'Vous n’en avez pas le droit ici. Demandez à quelqu’un qui l’a.',
      gone: 'Cela n’existe plus.',
      'item-not-found': 'Rien ne porte ce nom. Vérifiez l’orthographe.',
      'jid-malformed': 'Ce n’est pas une adresse. Elle ressemble à nom@serveur.example.',
      'not-acceptable': 'Le serveur ne l’accepte pas ainsi.',
      'not-allowed': 'Le serveur ne le permet pas.',
      'not-authorized': 'Le mot de passe manque ou est faux.',
      'payload-too-big': 'C’est trop gros pour le serveur. Réduisez-le.',
      'registration-required': 'C’est réservé aux membres. Demandez à entrer.',
      'remote-server-not-found': 'Ce serveur n’existe pas. Vérifiez l’adresse.',
      'remote-server-timeout': 'L’autre serveur n’a pas répondu. Réessayez plus tard.',
      'resource-constraint': 'Le serveur a trop à faire. Réessayez plus tard.',
      'service-unavailable': 'Personne ne répond à cette adresse.',
      timeout: 'Aucune réponse n’est venue à temps. Réessayez.',
      cancelled: 'Cela a été abandonné.',
      refused: 'La passerelle ne permet pas cela aux pages.',
    },
    otherwise: (said) => `Cela n’a pas marché : ${said}`,
  },
};
