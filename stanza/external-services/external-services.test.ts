import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { parse } from '../core/index.js';
import {
  externalCredentials,
  externalServices,
  externalServicesOf,
  readExternalServices,
  readExternalServiceType,
  type ExternalService,
} from './external-services.js';

describe('external services', () => {
  it.each(['services', 'services-ejabberd', 'credentials-prosody', 'none-ejabberd', 'push'])(
    'are read as in %s',
    (name) => {
      const { services } = fixtureJson<{ services: ExternalService[] }>(
        `external-services/${name}`,
      );
      const el = externalServicesOf(fixture(`external-services/${name}`))!;
      expect(readExternalServices(el)).toEqual(services);
      expect(readExternalServiceType(el)).toBe(name === 'push' ? 'turn' : undefined);
    },
  );

  it('are asked for', () => {
    toEqualXml(externalServices(), "<services xmlns='urn:xmpp:extdisco:2'/>");
    toEqualXml(externalServices('turn'), "<services xmlns='urn:xmpp:extdisco:2' type='turn'/>");
    toEqualXml(
      externalCredentials([{ host: 'turn.example', type: 'turn' }]),
      "<credentials xmlns='urn:xmpp:extdisco:2'><service host='turn.example' type='turn'/></credentials>",
    );
  });

  it('without host or type, and with nonsense, say nothing', () => {
    expect(
      readExternalServices(
        parse(`<services xmlns='urn:xmpp:extdisco:2'><service host='a'/><service type='b'/>
          <service host='a' type='b' port='99999' expires='soon' restricted='maybe' action='dance'/>
          <service xmlns='urn:x' host='a' type='b'/></services>`),
      ),
    ).toEqual([{ host: 'a', type: 'b' }]);
    expect(externalServicesOf(parse("<iq xmlns='jabber:client'/>"))).toBeUndefined();
  });
});
