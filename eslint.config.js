import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

/** What ESLint knows by itself and the compiler does not say. */
const plainRules = {
  eqeqeq: 'error',
  'no-async-promise-executor': 'error',
  'no-control-regex': 'off', // XML is about control characters
  'no-else-return': 'error',
  'no-eval': 'error',
  'no-constant-binary-expression': 'error',
  'no-empty': 'error',
  'no-loss-of-precision': 'error',
  'no-self-compare': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unreachable-loop': 'error',
  'no-useless-backreference': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
};

/** Where the strict rules are at odds with how the code looks here, and why. */
const ourRules = {
  // A decorated class may be no more than its description.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // `() => list.push(x)` as a listener and `return this.refuse(…)` as an early end are plain enough.
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // A number or boolean in a message needs no String() around it.
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true },
  ],
  // A walk from an element upwards begins at `this`.
  '@typescript-eslint/no-this-alias': ['error', { allowedNames: ['el', 'node'] }],
  // `override handle(_reply, ctx)`: the name says what is not looked at.
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
  ],
  // `el.attrs['id']`: what may be absent is asked for with brackets, as the compiler wants it.
  '@typescript-eslint/dot-notation': 'off',
  // A port has asynchronous methods; an implementation in memory has nothing to wait for.
  '@typescript-eslint/require-await': 'off',
  // `while (true)` and `for (;;)` read a stream until it ends.
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
  // `interface PacketMap extends PacketsOf<typeof packets> {}` is how keys are declared.
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
  // `keyof PacketMap & string`: the map has other members in a program that adds keys.
  '@typescript-eslint/no-redundant-type-constituents': 'off',
  // An interface gives a port that is one function a name and a place for its comment.
  '@typescript-eslint/prefer-function-type': 'off',
  // A cast with a comment says more than `!`, which is forbidden besides.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  // Code points are what IDNA, SASLprep and XML speak about.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  // A type parameter that ties a key to its content is used once, and needed.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // `||` after a possibly empty text is meant; `??` would keep the empty one.
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  // There are no enums here, and for a class with a private member the compiler takes nothing else:
  // both rules compare each assigned type with its target, a fifth of what checking costs.
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // Doing nothing is a fair default of a hook.
  '@typescript-eslint/no-empty-function': 'off',
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
};

/** Tests may hand over what no caller would, and need not say why. */
const testRules = {
  // A wrong argument is put to a function on purpose, behind a cast.
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any() and its like are `any`
  '@typescript-eslint/no-unsafe-return': 'off', // ltx's attributes are, too
  '@typescript-eslint/no-misused-spread': 'off', // code points again, of literals this time
  '@typescript-eslint/no-non-null-assertion': 'off', // the test fails where it does not hold
  '@typescript-eslint/unbound-method': 'off', // expect(object.method) calls nothing
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', 'fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: plainRules },
  {
    files: ['**/*.ts'],
    ignores: ['*.config.ts'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: ourRules,
  },
  {
    files: [
      '**/*.test.ts',
      '**/*.test-d.ts',
      'packages/*/testing/**/*.ts',
      'stanza/testing/**/*.ts',
    ],
    rules: testRules,
  },
  // Settings of tools stand in no tsconfig.
  { files: ['**/*.config.ts'], extends: [ts.configs.strict] },
);
