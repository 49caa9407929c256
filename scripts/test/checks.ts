import { broken, ok, runNode, type Step } from './step.ts';

const check = (name: string, what: string, args: readonly string[]): Step => ({
  name,
  what,
  verify: true,
  run: async (context) => ((await runNode(args, context)) === 0 ? ok : broken),
});

const bin = (path: string) => `node_modules/${path}`;

/** What starts nothing and reads the tree. */
export const checks: readonly Step[] = [
  check('format', 'every file is laid out alike (npm run format mends it)', [
    bin('@biomejs/biome/bin/biome'),
    'ci',
    '.',
  ]),
  check('lint', 'import directions, promises, types used right', [
    bin('oxlint/bin/oxlint'),
    '--deny-warnings',
  ]),
  check('types', 'strict TypeScript', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json']),
  check('types-page', 'the same for what runs in a browser', [
    bin('typescript/bin/tsc'),
    '-p',
    'sandbox/page/tsconfig.json',
  ]),
  check('structure', 'rooms, names, sizes', ['scripts/house/check.ts']),
  check('dead-code', 'files, exports and dependencies that nobody uses', [
    bin('knip/bin/knip.js'),
    '--no-progress',
  ]),
];
