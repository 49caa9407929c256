import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { defineConfig } from 'oxlint';
import { allRooms, type Room, rooms } from './scripts/house/rooms.ts';

const manifest = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const packages = new Set(
  Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  ),
);

const builtins = new Set(builtinModules.map((name) => name.replace(/^node:/, '').split('/')[0] ?? name));

const escape = (text: string) => text.replaceAll('/', '\\/').replaceAll('.', '\\.').replaceAll('*', '.*');

/** A relative path that leads to `folder`, however it is written: `../x/`, `./../x/`, `../y/../x/`. */
const leadsTo = (folder: string) =>
  `(^|\\/)${['..', ...folder.split('/')].map(escape).join('\\/+(\\.\\/+)*')}(\\/|$)`;

type Pattern = { regex: string; message: string; allowTypeImports?: boolean; importNames?: string[] };
type ImportRule = ['error', { patterns: Pattern[] }];

/** Turns one room's row into import rules whose message says where the code belongs. */
function importRule(name: string, room: Room, extraPackages: readonly string[] = []): ImportRule {
  const patterns: Pattern[] = [];
  for (const other of allRooms) {
    if (other === name || room.may.includes(other)) continue;
    const purpose = rooms[other]?.purpose ?? 'it looks at the whole from outside';
    const typeOnly = room.mayType?.includes(other) ?? false;
    patterns.push({
      regex: leadsTo(other),
      message: typeOnly
        ? `${name}/ may only \`import type\` from ${other}/ (${purpose}): declare a port here and let a main.ts introduce the two.`
        : `${name}/ (${room.purpose}) must not know ${other}/ (${purpose}): move this code there, or declare a port in ${name}/ports.ts and let a main.ts introduce the two.`,
      allowTypeImports: typeOnly,
    });
  }
  for (const [folder, reason] of Object.entries(room.closed ?? {}))
    patterns.push({
      regex: leadsTo(folder),
      message: `${name}/ must not use ${folder}/: ${reason}.`,
    });
  if (room.packages) {
    const allowed = [...room.packages, ...extraPackages];
    const advice = `: code that needs it belongs in adapters/ behind a port${name === 'core' ? ' (time rules: core/time)' : ''}.`;
    const message = `${name}/ (${room.purpose}) may not use this package${advice}`;
    const banned = [...packages].filter(
      (name) => !allowed.some((one) => one === name || one.startsWith(`${name}/`)),
    );
    patterns.push({ regex: `^(${banned.map(escape).join('|')})(\\/|$)`, message });
    const bannedNode = [...builtins].filter((one) => !allowed.includes(`node:${one}`));
    if (!allowed.includes('node:*'))
      patterns.push({ regex: `^(node:)?(${bannedNode.map(escape).join('|')})(\\/|$)`, message });
  }
  return ['error', { patterns }];
}

/** A main.ts may introduce anybody, but for those its room is closed to. */
function mainRule(name: string, closed: NonNullable<Room['closedToMain']>): ImportRule {
  const patterns = Object.entries(closed).map(
    ([path, { reason, names }]): Pattern => ({
      regex: leadsTo(path),
      message: `${name}/main.ts must not use ${names?.join(', ') ?? path}: ${reason}.`,
      ...(names && { importNames: [...names] }),
    }),
  );
  return ['error', { patterns }];
}

const overrides = Object.entries(rooms).flatMap(([name, room]) => [
  {
    files: [`${name}/**/*.{ts,tsx}`],
    excludeFiles: ['**/main.ts', '**/*.test.ts', '**/*.test.tsx'],
    rules: { 'typescript/no-restricted-imports': importRule(name, room) },
  },
  ...(room.closedToMain
    ? [
        {
          files: [`${name}/main.ts`],
          rules: { 'typescript/no-restricted-imports': mainRule(name, room.closedToMain) },
        },
      ]
    : []),
  ...Object.entries(room.exceptions ?? {}).map(([folder, packages]) => ({
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: { 'typescript/no-restricted-imports': importRule(name, room, packages) },
  })),
]);

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['dist/**', '.zapis/**', 'node_modules/**', '**/generated/**'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'import/no-cycle': 'error',
    'import/no-unassigned-import': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/unbound-method': 'off', // our objects are closures: their methods have no `this`
    'typescript/no-unsafe-enum-comparison': 'off',
    'eslint/no-underscore-dangle': 'off',
    'eslint/no-await-in-loop': 'off',
    'eslint/no-shadow': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'eslint/max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    'eslint/max-lines': ['error', { max: 400 }],
    'unicorn/prefer-node-protocol': 'error',
    'eslint/no-restricted-properties': [
      'error',
      {
        object: 'process',
        property: 'env',
        message:
          'Add the setting to config/settings.ts and take it as an argument: undocumented ones surprise.',
      },
    ],
  },
  overrides: [
    {
      // They start processes, or are programs of their own; scripts/house/settings.test.ts knows every name they read.
      files: ['{config,cli,local,scripts,tests,sandbox,bench,examples}/**', '**/*.test.{ts,tsx}'],
      rules: { 'eslint/no-restricted-properties': 'off' },
    },
    ...overrides,
    {
      files: ['workflows/**/*.ts'],
      excludeFiles: ['**/*.test.ts'],
      rules: {
        'eslint/no-restricted-globals': [
          'error',
          { name: 'Intl', message: 'Texts and zone tables change: format in an activity.' },
          {
            name: 'Temporal',
            message: 'Not deterministic in workflows: compare instants that an activity handed over.',
          },
          { name: 'setTimeout', message: 'Use sleep() or condition() of @temporalio/workflow.' },
          { name: 'process', message: 'A workflow knows nothing of its host: take it as input.' },
        ],
      },
    },
    {
      files: ['**/*.test.ts', '**/*.test.tsx', 'tests/**', 'bench/**'],
      rules: {
        'typescript/no-restricted-imports': 'off',
        'eslint/max-lines-per-function': 'off',
        'eslint/max-lines': 'off',
      },
    },
  ],
});
