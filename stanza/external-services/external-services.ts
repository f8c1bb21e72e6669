/**
 * XEP-0215: External Service Discovery, version 1.0.0 (2022-08-23).
 * https://xmpp.org/extensions/xep-0215.html
 */
import {
  flag,
  number,
  oneOf,
  readAttributes,
  required,
  text,
  writeAttributes,
} from '../core/attributes.js';
import { readDateTime, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_EXTERNAL_SERVICES = 'urn:xmpp:extdisco:2';

/** What became of a service, in a push. */
export const externalServiceActions = ['add', 'remove', 'modify'] as const;

/** Which service: several of one type may be at one host. */
export interface ExternalServiceName {
  readonly host: string;
  /** `stun`, `turn`, `turns` … */
  readonly type: string;
  readonly port?: number;
}

/** A service outside of XMPP, and how it is used (section 2). */
export interface ExternalService extends ExternalServiceName {
  /** `udp` or `tcp`. */
  readonly transport?: string;
  readonly name?: string;
  readonly username?: string;
  readonly password?: string;
  /** Until when name and password are taken: XEP-0082. */
  readonly expires?: string;
  /** Name and password are needed; where they are not here they can be asked for. */
  readonly restricted?: boolean;
  /** In a push; `add` without it. */
  readonly action?: (typeof externalServiceActions)[number];
}

const table = {
  host: required(text('host')),
  type: required(text('type')),
  port: number('port', 65535),
  transport: text('transport'),
  name: text('name'),
  username: text('username'),
  password: text('password'),
  expires: {
    name: 'expires',
    read: (value: string) => (readDateTime(value) === undefined ? undefined : value),
  },
  restricted: flag('restricted'),
  // The table of section 2 has "remove", the example "delete".
  action: {
    name: 'action',
    read: (value: string) =>
      value === 'delete' ? 'remove' : oneOf('action', externalServiceActions).read(value),
  },
};

const serviceElement = (service: ExternalService): XmlElement =>
  xml('service', writeAttributes<ExternalService>(service, table));

/** `<services/>`: asks for all services or those of a type (section 3), or tells them. */
export const externalServices = (
  type?: string,
  services: readonly ExternalService[] = [],
): XmlElement =>
  xml('services', { xmlns: NS_EXTERNAL_SERVICES, type }, services.map(serviceElement));

/** `<credentials/>`: asks for name and password of a service (section 3.3), or tells them. */
export const externalCredentials = (services: readonly ExternalService[]): XmlElement =>
  xml('credentials', { xmlns: NS_EXTERNAL_SERVICES }, services.map(serviceElement));

/** The type that a `<services/>` is about. */
export function readExternalServiceType(el: Element): string | undefined {
  const type: unknown = el.attrs['type'];
  return typeof type === 'string' && type !== '' ? type : undefined;
}

/** Reads the services in a `<services/>` or `<credentials/>`; one without host or type is left out. */
export const readExternalServices = (el: Element): ExternalService[] =>
  el
    .getChildren('service', NS_EXTERNAL_SERVICES)
    .flatMap((child) => readAttributes<ExternalService>(child, table) ?? []);

/** The `<services/>` or `<credentials/>` of a result: ejabberd answers one question with the other. */
export const externalServicesOf = (result: Element): Element | undefined =>
  result.getChild('services', NS_EXTERNAL_SERVICES) ??
  result.getChild('credentials', NS_EXTERNAL_SERVICES);
