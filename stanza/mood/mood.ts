/**
 * XEP-0107: User Mood, version 1.2.2 (2024-06-20).
 * https://xmpp.org/extensions/xep-0107.html
 */
import {
  childElements,
  readChildTexts,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

/** The namespace, and the node at the account. */
export const NS_MOOD = 'http://jabber.org/protocol/mood';

/** The moods of section 3.1. */
export const moods = [
  ...(['afraid', 'amazed', 'amorous', 'angry', 'annoyed', 'anxious', 'aroused'] as const),
  ...(['ashamed', 'bored', 'brave', 'calm', 'cautious', 'cold', 'confident'] as const),
  ...(['confused', 'contemplative', 'contented', 'cranky', 'crazy', 'creative'] as const),
  ...(['curious', 'dejected', 'depressed', 'disappointed', 'disgusted', 'dismayed'] as const),
  ...(['distracted', 'embarrassed', 'envious', 'excited', 'flirtatious'] as const),
  ...(['frustrated', 'grateful', 'grieving', 'grumpy', 'guilty', 'happy', 'hopeful'] as const),
  ...(['hot', 'humbled', 'humiliated', 'hungry', 'hurt', 'impressed', 'in_awe'] as const),
  ...(['in_love', 'indignant', 'interested', 'intoxicated', 'invincible', 'jealous'] as const),
  ...(['lonely', 'lost', 'lucky', 'mean', 'moody', 'nervous', 'neutral', 'offended'] as const),
  ...(['outraged', 'playful', 'proud', 'relaxed', 'relieved', 'remorseful'] as const),
  ...(['restless', 'sad', 'sarcastic', 'satisfied', 'serious', 'shocked', 'shy'] as const),
  ...(['sick', 'sleepy', 'spontaneous', 'stressed', 'strong', 'surprised'] as const),
  ...(['thankful', 'thirsty', 'tired', 'undefined', 'weak', 'worried'] as const),
];
export type MoodName = (typeof moods)[number];

/** How somebody feels; one without anything says that they do not say so any more (section 2.2). */
export interface Mood {
  /** `undefined` for a mood that is not in the list. */
  readonly mood?: MoodName;
  /** In their own words. */
  readonly text?: string;
}

/** `<mood/>`. */
export const moodElement = ({ mood, text }: Mood): XmlElement =>
  xml(
    'mood',
    { xmlns: NS_MOOD },
    mood && xml(mood),
    text !== undefined && text !== '' && xml('text', {}, text),
  );

/** Reads a `<mood/>`; `undefined` for another element. */
export function readMood(el: Element): Mood | undefined {
  if (!el.is('mood', NS_MOOD)) return undefined;
  const name = childElements(el)
    .find((child) => child.getNS() === NS_MOOD && child.getName() !== 'text')
    ?.getName();
  const mood = moods.find((each) => each === name) ?? (name && ('undefined' as const));
  return { ...(mood && { mood }), ...readChildTexts(el, ['text']) };
}
