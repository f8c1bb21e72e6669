/**
 * XEP-0030: Service Discovery, version 2.5.0 (2024-04-30), section 3: disco#info; with the data forms
 * of XEP-0128: Service Discovery Extensions, version 1.0.1 (2019-07-30).
 * https://xmpp.org/extensions/xep-0030.html
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_DISCO_INFO = 'http://jabber.org/protocol/disco#info';

/** The namespace of data forms (XEP-0004), as far as discovery needs them. */
const NS_DATA = 'jabber:x:data';

/** What an entity is (section 3.1): `client/pc`, `server/im`, `conference/text`. */
export interface DiscoIdentity {
  readonly category: string;
  readonly type: string;
  /** For display. */
  readonly name?: string;
  /**
   * The language of `name`, as the element itself has it: servers stamp languages of their own on
   * stanzas, and those are not part of what the entity said (XEP-0115 section 5.1).
   */
  readonly lang?: string;
}

/** A field of a form, with its values as text. */
export interface DiscoField {
  readonly var: string;
  readonly type?: string;
  readonly values: readonly string[];
}

/** A form that says more about the entity (XEP-0128). */
export interface DiscoForm {
  /** The value of the hidden field `FORM_TYPE`: what the other fields mean. */
  readonly formType?: string;
  /** All fields that have a `var`, `FORM_TYPE` among them, in document order. */
  readonly fields: readonly DiscoField[];
}

/** An answer to disco#info, all of it in document order. */
export interface DiscoInfo {
  readonly identities: readonly DiscoIdentity[];
  readonly features: readonly string[];
  readonly forms: readonly DiscoForm[];
}

/** `<query/>`, the child of an iq of type `get` (section 3.1), or of one node (section 3.2). */
export const discoInfoRequest = (node?: string): XmlElement =>
  xml('query', { xmlns: NS_DISCO_INFO, node });

/**
 * `<query/>`, the child of the answer.
 *
 * @param node the node that was asked for: the answer has the same (section 3.2)
 */
export const discoInfoResult = (
  info: {
    readonly identities: readonly DiscoIdentity[];
    readonly features: readonly string[];
  },
  node?: string,
): XmlElement =>
  xml(
    'query',
    { xmlns: NS_DISCO_INFO, node },
    info.identities.map(({ category, type, name, lang }) =>
      xml('identity', { category, type, name, 'xml:lang': lang }),
    ),
    info.features.map((feature) => xml('feature', { var: feature })),
  );

/**
 * Reads the `<query/>` of an answer, as it is: what stands there twice is there twice.
 *
 * Left out is what cannot mean anything: identities without category or type, features and fields
 * without `var`.
 *
 * @param iq the stanza
 * @returns `undefined` when the stanza does not hold exactly one disco#info query
 */
export function readDiscoInfo(iq: Element): DiscoInfo | undefined {
  const [query, another] = iq.getChildren('query', NS_DISCO_INFO);
  if (query === undefined || another !== undefined) return undefined;
  const identities: DiscoIdentity[] = [];
  const features: string[] = [];
  const forms: DiscoForm[] = [];
  for (const el of childElements(query)) {
    if (el.is('identity', NS_DISCO_INFO)) identities.push(...readIdentity(el));
    else if (el.is('feature', NS_DISCO_INFO)) features.push(...textAttribute(el, 'var'));
    else if (el.is('x', NS_DATA)) forms.push(readForm(el));
  }
  return { identities, features, forms };
}

function readIdentity(el: Element): DiscoIdentity[] {
  const [category] = textAttribute(el, 'category');
  const [type] = textAttribute(el, 'type');
  if (category === undefined || type === undefined) return [];
  const name: unknown = el.attrs['name'];
  const lang: unknown = el.attrs['xml:lang'];
  return [
    {
      category,
      type,
      ...(typeof name === 'string' && { name }),
      ...(typeof lang === 'string' && lang !== '' && { lang }),
    },
  ];
}

function readForm(el: Element): DiscoForm {
  const fields: DiscoField[] = [];
  for (const field of el.getChildren('field', NS_DATA)) {
    const [name] = textAttribute(field, 'var');
    const type: unknown = field.attrs['type'];
    if (name === undefined) continue;
    fields.push({
      var: name,
      ...(typeof type === 'string' && { type }),
      values: field.getChildren('value', NS_DATA).map((value) => value.getText()),
    });
  }
  const formType = fields.find((field) => field.var === 'FORM_TYPE' && field.type === 'hidden');
  const [value] = formType?.values ?? [];
  return { ...(value !== undefined && { formType: value }), fields };
}

/** The attribute, if it is there and says something. */
function textAttribute(el: Element, name: string): string[] {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? [value] : [];
}
