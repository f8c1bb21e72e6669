import { describe, expect, it } from '@jest/globals';
import { whyNot } from './why-not.js';

describe('why a login did not work', () => {
  it('is said of the password where it is the password', () => {
    expect(whyNot('en', { condition: 'not-authorized' })).toBe(
      'The name or the password is not right.',
    );
    expect(whyNot('fr', { condition: 'not-authorized' })).toContain('mot de passe');
  });

  it('says whose accounts may log in', () => {
    const domains = ['capulet.example', 'montague.example'];
    expect(whyNot('en', { condition: 'not-allowed' }, domains)).toBe(
      'Here only accounts of capulet.example and montague.example can log in.',
    );
    expect(whyNot('fr', { condition: 'not-allowed' }, domains)).toContain('capulet.example et');
  });

  it('says how long to wait after too many attempts', () => {
    const failure = { condition: 'policy-violation', retryMs: 29_001 };
    expect(whyNot('en', failure)).toBe('That was tried too often. Try again in 30 s.');
    expect(whyNot('en', { condition: 'policy-violation' })).toBe('That was tried too often.');
  });

  it.each(['no-gateway', 'connection-lost', 'remote-server-timeout', 'resource-constraint'])(
    'is more than the condition for %s',
    (condition) => {
      expect(whyNot('en', { condition })).not.toContain(condition);
      expect(whyNot('fr', { condition })).not.toBe(whyNot('en', { condition }));
    },
  );

  it('is a sentence for what nobody knows', () => {
    expect(whyNot('en', { condition: 'constructor' })).toContain('“constructor”');
    expect(whyNot('fr', { condition: 'account-disabled' })).not.toBe('');
  });
});
