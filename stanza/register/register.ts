/**
 * XEP-0077: In-Band Registration, version 2.4 (2012-01-25).
 * https://xmpp.org/extensions/xep-0077.html
 */
import { xml, type XmlElement } from '../core/index.js';
import { dataFormElement, type DataForm } from '../data-forms/index.js';

export const NS_REGISTER = 'jabber:iq:register';
/** The stream feature of servers that let people make accounts (section 8). */
export const NS_REGISTER_FEATURE = 'http://jabber.org/features/iq-register';

/** The fields that there are without a form, in the order of the schema (section 14.1). */
export const registerFieldNames = [
  ...(['username', 'nick', 'password', 'name', 'first', 'last', 'email', 'address'] as const),
  ...(['city', 'state', 'zip', 'phone', 'url', 'date', 'misc', 'text', 'key'] as const),
] as const;

export type RegisterFieldName = (typeof registerFieldNames)[number];

/** What is said to a host to register: values of the fields without a form, or the form filled in. */
export interface RegisterAnswer {
  readonly fields?: Readonly<Partial<Record<RegisterFieldName, string>>>;
  readonly form?: DataForm;
}

/** `<query/>`, the child of an iq of type `get` (section 3.1). */
export const registerRequest = (): XmlElement => xml('query', { xmlns: NS_REGISTER });

/** `<query/>` with the answer, the child of an iq of type `set` (section 3.1). */
export const registerSubmission = ({ fields = {}, form }: RegisterAnswer): XmlElement =>
  xml(
    'query',
    { xmlns: NS_REGISTER },
    registerFieldNames.map((name) => fields[name] !== undefined && xml(name, {}, fields[name])),
    form && dataFormElement(form),
  );

/** `<query/>`, the child of an iq of type `set` that gives the registration up (section 3.2). */
export const registerRemoval = (): XmlElement =>
  xml('query', { xmlns: NS_REGISTER }, xml('remove'));

/** `<query/>`, the child of an iq of type `set` that changes the password (section 3.3). */
export const passwordChange = (username: string, password: string): XmlElement =>
  registerSubmission({ fields: { username, password } });
