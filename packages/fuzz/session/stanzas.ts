/**
 * Frames for a session that is online: nearly all of them stanzas, since what is none ends its stream.
 */
import { copyElement, write, xml, type Element, type XmlElement } from '@xec/stanza';
import type { Random } from '@xec/testing/random';
import type { Registration } from '@xec/xec';
import { partKey, type Corpus } from '../frames/corpus.js';
import { anyFrame } from '../frames/frames.js';
import { mutateTree } from '../frames/mutate-tree.js';
import { VALUES } from '../frames/words.js';
import { SENDERS, SPEAKERS } from './scene.js';

/** A request of the session's that nobody has answered. */
export interface Asked {
  readonly id: string;
  readonly to: string | undefined;
  /** The namespace of what was asked. */
  readonly ns: string;
}

/** What the session's frames are made of. */
export interface Material {
  readonly corpus: Corpus;
  readonly registrations: readonly Registration[];
  readonly asked: readonly Asked[];
}

type Maker = (material: Material, random: Random) => string;

/** How often which, in a thousand. */
const MAKERS: readonly (readonly [weight: number, maker: Maker])[] = [
  [300, ({ corpus }, random) => write(sentBySomebody(recorded(corpus, random), random))],
  [445, (material, random) => write(registered(material, random))],
  [250, (material, random) => write(answer(material, random))],
  [3, ({ corpus }, random) => anyFrame(corpus, random)],
  [2, (_material, random) => random.pick(NONZAS)],
];

/** What is no stanza, and has a meaning between server and client all the same. */
const NONZAS: readonly string[] = [
  "<r xmlns='urn:xmpp:sm:3'/>",
  "<a xmlns='urn:xmpp:sm:3' h='4294967295'/>",
  "<a xmlns='urn:xmpp:sm:3' h='x'/>",
  "<resumed xmlns='urn:xmpp:sm:3' h='0' previd='x'/>",
  "<failed xmlns='urn:xmpp:sm:3'/>",
  "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
  "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>",
  "<stream:error xmlns:stream='http://etherx.jabber.org/streams'><x/></stream:error>",
  "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='ws://evil.example/'/>",
  '   ',
];

/** The next frame. */
export const sessionFrame: Maker = (material, random) => random.weighted(MAKERS)(material, random);

function recorded({ stanzas, parts }: Corpus, random: Random): Element {
  return maybeMutated(random.pick(stanzas), parts, random);
}

const maybeMutated = (el: Element, parts: readonly Element[], random: Random): Element =>
  random.chance(0.3) ? copyElement(el) : mutateTree(el, parts, random);

/** What a payload is registered for, mostly from somebody who may say it. */
function registered({ corpus, registrations }: Material, random: Random): Element {
  const registration = random.pick(registrations);
  const el = registeredElement(corpus, registration, random);
  if (random.chance(0.3)) return sentBySomebody(el, random);
  el.attrs['from'] = random.pick(SPEAKERS[random.pick(registration.description.senders)]);
  return el;
}

/** The element at its place, or near it. */
function registeredElement(corpus: Corpus, registration: Registration, random: Random): Element {
  const { name, xmlns, node, description } = registration;
  const { under } = description;
  const parts = Array.from({ length: random.between(0, 3) }, () =>
    copyElement(random.pick(corpus.parts)),
  );
  const attrs = { xmlns, ...(node !== undefined && { node }) };
  const known = corpus.named.get(partKey(name, xmlns)) ?? [];
  const made =
    known.length > 0 && random.chance(0.8)
      ? maybeMutated(random.pick(known), corpus.parts, random)
      : xml(name, attrs, ...parts);
  if (under === 'stream') return stanza(name, description.types, random, parts);
  if (typeof under === 'string') return stanza(under, description.types, random, [made]);
  const [kind, parent] = under;
  return stanza(kind, description.types, random, [xml(parent.name, { xmlns: parent.xmlns }, made)]);
}

const TYPES: Readonly<Record<string, readonly string[]>> = {
  iq: ['get', 'set'],
  message: ['chat', 'groupchat', 'headline', 'normal', 'error'],
  presence: ['available', 'unavailable', 'error', 'subscribe', 'probe'],
};

function stanza(
  kind: string,
  types: readonly string[] | undefined,
  random: Random,
  children: readonly Element[],
): XmlElement {
  const type = random.chance(0.9)
    ? random.pick(types ?? TYPES[kind] ?? ['normal'])
    : random.pick(VALUES);
  const extra = random.chance(0.2) ? [xml('body', {}, random.pick(VALUES))] : [];
  const attrs = { xmlns: 'jabber:client', type: type === 'available' ? undefined : type };
  return xml(kind, { ...attrs, id: random.pick(['a', 'b', 'c', '']) }, ...children, ...extra);
}

/** The same stanza, from somebody; sometimes it does not say from whom. */
function sentBySomebody(el: Element, random: Random): Element {
  if (random.chance(0.1)) delete el.attrs['from'];
  else el.attrs['from'] = random.pick(SENDERS);
  return el;
}

const CONDITIONS = ['item-not-found', 'forbidden', 'conflict', 'x', 'feature-not-implemented'];

/** An answer to a request; mostly one that it could have, from whom it went to. */
function answer({ corpus, asked }: Material, random: Random): Element {
  const request = asked.length > 0 ? random.pick(asked) : { id: 'x', to: undefined, ns: '' };
  const type = random.chance(0.8) ? 'result' : 'error';
  const attrs = { xmlns: 'jabber:client', type, id: request.id, from: request.to };
  const known = corpus.answers.get(request.ns) ?? corpus.parts;
  const child = random.chance(0.1) ? undefined : copyElement(random.pick(known));
  const error = xml(
    'error',
    { type: random.pick(['cancel', 'auth', 'x']) },
    xml(random.pick(CONDITIONS), { xmlns: 'urn:ietf:params:xml:ns:xmpp-stanzas' }),
  );
  const reply = xml('iq', attrs, child, type === 'error' ? error : undefined);
  return random.chance(0.7) ? mutateTree(reply, corpus.parts, random) : reply;
}
