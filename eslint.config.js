import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', 'packages/testkit/**', 'tests/**'];
const tools = ['*.config.js', '*.ts', '.ci/**', 'schema/**', '.dependency-cruiser.js'];

// What may read the environment: one file a process. Everything else is given what it needs.
const environmentReaders = ['**/env.ts', 'packages/config/**', ...tests, '.ci/**', 'docker/**'];

const named = { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a name can be searched for.' };
const noBarrels = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' };
const noOnly = {
  selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']",
  message: 'A test left alone hides all the others.',
};

// What other packages call is documented where they look: at the export.
const documentedExports = {
  create: ({ sourceCode, report }) => ({
    'ExportNamedDeclaration[declaration]'(node) {
      const comment = sourceCode.getCommentsBefore(node).findLast(({ type }) => type === 'Block');
      if (!comment?.value.startsWith('*')) report({ node, message: 'An export of a package has a docstring.' });
    },
  }),
};

export default defineConfig(
  globalIgnores(['**/node_modules/', '**/generated/', '.prism/', 'coverage/']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', named, noBarrels, noOnly],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(\\.\\./){3,}', message: 'Too far: use a package.' }] },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'env.ts is the only reader of the environment in a process.' },
      ],
      // An interface where two implementations exist, a type elsewhere: a reader's distinction, not a machine's.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // Numbers read well in a message; objects do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => close()` says less than it costs to write braces around.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Functions are async because their interface is; what they do inside today is not their signature's business.
      '@typescript-eslint/require-await': 'off',
      // An empty function is how one says "do nothing" to an API that wants a callback.
      '@typescript-eslint/no-empty-function': 'off',
      // `||` on strings is how an empty variable counts as a missing one.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // A type parameter that only the caller fills is how rows of SQL and answers of the wire get their type: `query<Row>(…)`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.d.ts'],
    plugins: { prism: { rules: { 'documented-exports': documentedExports } } },
    rules: { 'prism/documented-exports': 'error' },
  },
  { files: environmentReaders, rules: { 'no-restricted-properties': 'off' } },
  {
    files: tests,
    rules: {
      // What a test reads off the wire is JSON, and the assertion that follows is its check.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // `expect(client.send)` mentions a method without meaning to call it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // Programs that talk to a person at a terminal, and the files that tools read by their default export.
  {
    files: [
      '*.ts',
      '.ci/**',
      'schema/**',
      '**/demo/**',
      '**/bench/**',
      'tests/load/**',
      'tests/faults/**',
      'tests/evaluation/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: [...tools, 'packages/testkit/src/global*.ts', '**/*.plugin.ts'],
    rules: { 'no-restricted-syntax': ['error', noBarrels, noOnly] },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
);
