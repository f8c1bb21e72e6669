import { describe, expect, it } from '@jest/globals';
import * as rules from './binding-rules.js';
import {
  chooseMechanism,
  type ChannelBindingType,
  type MechanismChoice,
  type MechanismPolicy,
  type Offer,
} from './index.js';

/** A connection that has these channel bindings. */
const having = (types: readonly ChannelBindingType[]) => {
  const source = (type: ChannelBindingType): Uint8Array | undefined =>
    types.includes(type) ? new TextEncoder().encode(type) : undefined;
  return { channelBinding: types.length === 0 ? undefined : { source, rules } };
};

describe('an offer of channel bindings (XEP-0440 section 3)', () => {
  const plus = ['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'];
  const end = 'tls-server-end-point';
  const able = having(['tls-exporter', end]);
  const contradiction = {
    refused: expect.stringContaining('somebody between you'),
    condition: 'downgrade',
  };
  const answer = (offer: Offer, change: Partial<MechanismPolicy> = able): MechanismChoice =>
    chooseMechanism(offer, {
      ...{ allowPlain: false, anonymous: false, isSecure: true, isLoopback: false },
      ...change,
    });
  /** What is said in the gs2 header: `n`, `y` or a type. */
  const saysFlag = (choice: MechanismChoice, flag: string): void => {
    if ('refused' in choice) throw new Error(choice.refused);
    const { channelBinding: said } = choice;
    if (said === 'not-offered') expect(flag).toBe('y');
    else expect(said?.type ?? 'n').toBe(flag);
  };
  const continues = (choice: MechanismChoice, flag: string): void => {
    expect(choice).toMatchObject({ needsProofOfOffer: false });
    saysFlag(choice, flag);
  };

  it('is answered by the certificate where nothing stronger is mutual (rule 1)', () => {
    continues(answer({ mechanisms: plus, channelBindings: [end] }), end);
    continues(answer({ mechanisms: plus, channelBindings: ['tls-unique', end] }), end);
  });

  it.each<[string, Offer]>([
    ['types alone', { mechanisms: ['SCRAM-SHA-256'], channelBindings: [end] }],
    ['mechanisms alone', { mechanisms: plus, isSasl2: true }],
    ['types of others', { mechanisms: plus, channelBindings: ['tls-magic'] }],
  ])('is answered by n where nothing here can be bound (rule 2), with %s', (_name, offer) => {
    continues(answer(offer, having([])), 'n');
  });

  it.each([true, false])('is answered by y where there is none (rule 3), SASL2 %p', (isSasl2) => {
    continues(answer({ mechanisms: ['SCRAM-SHA-256'], isSasl2 }), 'y');
    continues(answer({ mechanisms: ['SCRAM-SHA-256'], channelBindings: [], isSasl2 }), 'y');
  });

  it('is left with SASL2 where it has mechanisms and no types (rule 4)', () => {
    expect(answer({ mechanisms: plus, isSasl2: true })).toEqual(contradiction);
    expect(answer({ mechanisms: plus, channelBindings: [], isSasl2: true })).toEqual(contradiction);
    continues(answer({ mechanisms: plus }), 'n');
  });

  it.each([true, false])(
    'is left where it has types and no mechanisms (rule 5), SASL2 %p',
    (isSasl2) => {
      const offer = { mechanisms: ['SCRAM-SHA-256', 'PLAIN'], channelBindings: [end], isSasl2 };
      expect(answer(offer)).toEqual(contradiction);
      expect(answer(offer, { ...able, allowPlain: true, pinned: 'PLAIN' })).toEqual(contradiction);
      expect(answer({ ...offer, beside: ['HT-SHA-256-NONE'] })).toEqual(contradiction);
      continues(answer({ ...offer, beside: ['HT-SHA-256-EXPR'] }), 'y');
      continues(answer({ ...offer, beside: ['SCRAM-SHA-1-PLUS'] }), 'y');
    },
  );

  it('is left whatever else one could log in with (rules 4 and 5)', () => {
    const change = { ...able, hasCertificate: true, hasAccessToken: true };
    const offer = { mechanisms: ['EXTERNAL', 'OAUTHBEARER'], channelBindings: [end] };
    expect(answer(offer, change)).toEqual(contradiction);
    // Without a password nothing here would be bound.
    const without = { ...change, hasPassword: false };
    expect(answer(offer, without)).toMatchObject({ mechanism: 'EXTERNAL' });
    const plain = { ...able, allowPlain: true, allowed: ['PLAIN'] };
    expect(answer({ ...offer, mechanisms: ['PLAIN'] }, plain)).toMatchObject({
      mechanism: 'PLAIN',
    });
  });

  it.each([true, false])(
    'has to be proved where no type is mutual and the certificate is none (rule 6), SASL2 %p',
    (isSasl2) => {
      const offer = { mechanisms: plus, channelBindings: ['tls-magic'], isSasl2 };
      const choice = answer(offer);
      expect(choice).toMatchObject({ mechanism: 'SCRAM-SHA-256', needsProofOfOffer: true });
      saysFlag(choice, 'n');
      const named = { ...offer, channelBindings: ['tls-magic', end] };
      continues(answer(named, having(['tls-exporter'])), 'n');
      // One that would not be bound anyway needs no proof.
      const external = { ...offer, mechanisms: [...plus, 'EXTERNAL'] };
      continues(answer(external, { ...able, hasCertificate: true }), 'n');
    },
  );

  it('is answered by what is stronger than the certificate (rule 7)', () => {
    continues(answer({ mechanisms: plus, channelBindings: [end, 'tls-exporter'] }), 'tls-exporter');
  });
});
