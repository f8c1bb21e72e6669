/**
 * The moods of XEP-0107 in words. English has their own names.
 */
import type { Language } from '../language/texts.js';
import type { Mood } from './profile-model.js';

type MoodName = NonNullable<Mood['mood']>;

const french: Readonly<Record<MoodName, string>> = {
  ...{ afraid: 'effrayé', amazed: 'stupéfait', amorous: 'amoureux', angry: 'en colère' },
  ...{ annoyed: 'agacé', anxious: 'anxieux', aroused: 'excité', ashamed: 'honteux' },
  ...{ bored: 'ennuyé', brave: 'courageux', calm: 'calme', cautious: 'prudent', cold: 'frileux' },
  ...{ confident: 'confiant', confused: 'confus', contemplative: 'pensif' },
  ...{ contented: 'satisfait', cranky: 'grincheux', crazy: 'fou', creative: 'créatif' },
  ...{ curious: 'curieux', dejected: 'abattu', depressed: 'déprimé', disappointed: 'déçu' },
  ...{ disgusted: 'dégoûté', dismayed: 'consterné', distracted: 'distrait' },
  ...{ embarrassed: 'gêné', envious: 'envieux', excited: 'enthousiaste' },
  ...{ flirtatious: 'charmeur', frustrated: 'frustré', grateful: 'reconnaissant' },
  ...{ grieving: 'en deuil', grumpy: 'bougon', guilty: 'coupable', happy: 'heureux' },
  ...{ hopeful: 'plein d’espoir', hot: 'échauffé', humbled: 'modeste', humiliated: 'humilié' },
  ...{ hungry: 'affamé', hurt: 'blessé', impressed: 'impressionné', in_awe: 'émerveillé' },
  ...{ in_love: 'épris', indignant: 'indigné', interested: 'intéressé' },
  ...{ intoxicated: 'ivre', invincible: 'invincible', jealous: 'jaloux', lonely: 'seul' },
  ...{ lost: 'perdu', lucky: 'chanceux', mean: 'méchant', moody: 'lunatique' },
  ...{ nervous: 'nerveux', neutral: 'neutre', offended: 'offensé', outraged: 'outré' },
  ...{ playful: 'joueur', proud: 'fier', relaxed: 'détendu', relieved: 'soulagé' },
  ...{ remorseful: 'plein de remords', restless: 'agité', sad: 'triste', sarcastic: 'sarcastique' },
  ...{ satisfied: 'content', serious: 'sérieux', shocked: 'choqué', shy: 'timide' },
  ...{ sick: 'malade', sleepy: 'somnolent', spontaneous: 'spontané', stressed: 'stressé' },
  ...{ strong: 'fort', surprised: 'surpris', thankful: 'plein de gratitude', thirsty: 'assoiffé' },
  ...{ tired: 'fatigué', undefined: 'indéfinissable', weak: 'faible', worried: 'inquiet' },
};

/** A mood in a language. */
export const moodIn = (language: Language, mood: MoodName): string =>
  language === 'fr' ? french[mood] : mood.replaceAll('_', ' ');
