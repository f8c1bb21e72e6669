import { defineTexts } from '../language/texts.js';
import type { FieldFault } from './field-faults.js';

export const texts = defineTexts({
  en: {
    send: 'Save',
    cancel: 'Cancel',
    busy: 'Saving …',
    required: 'required',
    aLine: 'One on each line.',
    nothingChosen: 'Nothing chosen',
    again: (count: number) =>
      count === 1
        ? 'One answer needs another look.'
        : `${String(count)} answers need another look.`,
    picture: (host: string) => `Open the picture at ${host}`,
    sound: (host: string) => `Open the recording at ${host}`,
    pictureOf: (label: string) => `Picture for “${label}”`,
    noPicture: 'The picture could not be loaded.',
    fault: ({ kind, limit = '' }: FieldFault) =>
      ({
        required: 'This is required.',
        address: 'This is no address, such as juliet@capulet.example.',
        option: 'This is none of the choices.',
        number: 'This must be a number.',
        integer: 'This must be a whole number.',
        least: `This must be at least ${limit}.`,
        most: `This must be at most ${limit}.`,
        few: `Choose at least ${limit}.`,
        many: `Choose at most ${limit}.`,
      })[kind],
  },
  fr: {
    send: 'Enregistrer',
    cancel: 'Annuler',
    busy: 'Enregistrement …',
    required: 'obligatoire',
    aLine: 'Un par ligne.',
    nothingChosen: 'Aucun choix',
    again: (count: number) =>
      count === 1 ? 'Une réponse est à revoir.' : `${String(count)} réponses sont à revoir.`,
    picture: (host: string) => `Ouvrir l’image chez ${host}`,
    sound: (host: string) => `Ouvrir l’enregistrement chez ${host}`,
    pictureOf: (label: string) => `Image pour « ${label} »`,
    noPicture: 'L’image n’a pas pu être chargée.',
    fault: ({ kind, limit = '' }: FieldFault) =>
      ({
        required: 'Cette réponse est obligatoire.',
        address: 'Ce n’est pas une adresse, comme juliet@capulet.example.',
        option: 'Cela ne fait pas partie des choix.',
        number: 'Il faut un nombre.',
        integer: 'Il faut un nombre entier.',
        least: `Il faut au moins ${limit}.`,
        most: `Il faut au plus ${limit}.`,
        few: `Choisissez-en au moins ${limit}.`,
        many: `Choisissez-en au plus ${limit}.`,
      })[kind],
  },
});

export type FormTexts = (typeof texts)['en'];
