import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import fc from 'fast-check';
import { childElements, parse } from '../core/index.js';
import {
  externalCredentials,
  externalServiceActions,
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

  it('are read again as they were written', () => {
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom(...'aZ09 <>&"\'é') });
    const service = fc
      .tuple(
        fc.record({ host: text, type: text }),
        fc.record(
          {
            port: fc.integer({ min: 0, max: 65535 }),
            transport: text,
            name: text,
            username: text,
            password: text,
            expires: fc.constant('2026-11-21T07:20:53Z'),
            restricted: fc.boolean(),
            action: fc.constantFrom(...externalServiceActions),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([one, two]) => ({ ...one, ...two })) as fc.Arbitrary<ExternalService>;
    fc.assert(
      fc.property(fc.array(service, { maxLength: 3 }), (services) => {
        for (const el of [externalServices('turn', services), externalCredentials(services)]) {
          const read = parse(el.toString());
          expect(readExternalServices(read)).toEqual(services);
          expect(childElements(read)).toHaveLength(services.length);
        }
      }),
    );
  });
});
