import { defineConfig, globalIgnores } from 'eslint/config';
import nextVitals from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';

export default defineConfig([
  ...nextVitals,
  ...nextTypescript,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 300],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    // Everything that is logged goes through src/log, which takes secrets out.
    files: ['src/**'],
    ignores: ['src/log/**'],
    rules: { 'no-console': 'error' },
  },
  globalIgnores(['.next/**', 'next-env.d.ts', 'e2e/screenshots/**']),
]);
