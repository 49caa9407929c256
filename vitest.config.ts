import { defineConfig } from 'vitest/config';
import LongestFirst from './scripts/test/longest-first.ts';

const base = {
  environment: 'node' as const,
  passWithNoTests: false,
  reporters: ['dot'],
  // A second is vitest's own, and less than a busy machine stands still.
  expect: { poll: { timeout: 60_000 } },
};

// unit: beside the code, no service. containers: what of them can be checked without an engine. conformance: the Telegram emulator
// against foreign clients and the Bot API's description. browser: its chat page in a real Chromium. replay: saved histories, no server. local: starts whole systems of its
// own, in folders of their own. integration: real services (*.it.test.ts), a database, a prefix and queues to each file.
// e2e: whole roles through their doors. faults: processes and services are killed at named points. long: only in `npm run test:long`.
// isolate: false: the files of one process share what they import, which spares it half a second of each; what a file changes outside
// of itself it puts back. The limits are for what hangs: a busy machine takes three times as long as a quiet one.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...base,
          name: 'unit',
          isolate: false,
          testTimeout: 20_000,
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**', 'dist/**', '.zapis/**', 'tests/**', '**/*.it.test.ts'],
        },
      },
      {
        test: {
          ...base,
          name: 'containers',
          include: ['tests/containers/**/*.test.ts'],
          exclude: ['**/*.it.test.ts'],
        },
      },
      {
        test: {
          ...base,
          name: 'conformance',
          isolate: false,
          include: ['tests/conformance/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...base,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 360_000,
          fileParallelism: false,
        },
      },
      { test: { ...base, name: 'replay', include: ['tests/replay/**/*.test.ts'], testTimeout: 180_000 } },
      {
        test: {
          ...base,
          name: 'local',
          include: ['local/**/*.it.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 300_000,
          maxWorkers: 3,
        },
      },
      {
        test: {
          ...base,
          name: 'integration',
          isolate: false,
          include: ['**/*.it.test.ts', 'tests/integration/**/*.test.ts'],
          exclude: ['node_modules/**', 'dist/**', '.zapis/**', 'local/**'],
          testTimeout: 240_000,
          hookTimeout: 300_000,
          maxWorkers: 3,
        },
      },
      {
        test: {
          ...base,
          name: 'e2e',
          isolate: false,
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ['**/*.long.test.ts'],
          testTimeout: 400_000,
          hookTimeout: 300_000,
          maxWorkers: 3,
        },
      },
      {
        // Only in `npm run test:long`.
        test: { ...base, name: 'long', include: ['tests/e2e/**/*.long.test.ts'], hookTimeout: 300_000 },
      },
      {
        test: {
          ...base,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
