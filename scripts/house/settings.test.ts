import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settingsOf } from '../../config/load.ts';
import { settingNames, settings } from '../../config/settings.ts';
import { dynamicEnvironmentReads, environmentReads } from './environment-reads.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const code = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|mts|mjs|js|cjs)$/.test(file));

/** What is read and is no setting of Zapis, each with the reason. */
const notOurs: Readonly<Record<string, string>> = {
  PATH: 'where programs lie',
  HOME: 'where the cache lies',
  XDG_CACHE_HOME: 'where the cache lies',
  CI: 'a skipped browser test is a failure there',
  NODE_ENV: 'the sandbox refuses production, whichever way it is said',
  npm_execpath: 'the npm that runs us',
  npm_lifecycle_event: 'whether npm runs us, and its end is ours',
  CHROME_PATH: 'the Chromium of the browser tests',
  FAULT_SEED: 'repeats the fault rounds',
  FAULT_ROUNDS: 'how many of the fault rounds are played',
  FAULT_ONLY: 'plays the fault rounds whose name holds this',
  FUZZ_SEED: 'repeats a run of the fuzz test',
  FUZZ_SECONDS: 'lengthens the fuzz test',
  RACE_REPEATS: 'how often the races through Telegram are run',
  LOST_BOOKINGS: 'under how many bookings Temporal’s database is deleted',
  LONG_SEED: 'repeats a long run',
  NOTIFY_KILLS: 'how often the long run of notifications kills',
  NOTIFY_SEED: 'repeats it',
  CONVERSATION_KILLS: 'how often the long run of conversations loses each part',
  CONVERSATION_SEED: 'repeats it',
  ZAPIS_PROOF_LINES: 'where a long run writes what it measured',
  ZAPIS_ROLE_SCRIPT: 'tests of the launcher bring stand-ins for the roles',
  ZAPIS_TEST_HOUSE: 'how end-to-end tests run the roles: webhook, replicas, two-bots, no-redis',
  ZAPIS_TEST_COUNTS: 'where the reporter leaves its counts for the runner',
  ZAPIS_TEST_TEMPORAL_ADDRESS: 'handed to the suites by the runner',
  ZAPIS_TEST_MONGODB_URL: 'handed to the suites by the runner',
  ZAPIS_TEST_AMQP_URL: 'handed to the suites by the runner',
  ZAPIS_TEST_REDIS_URL: 'handed to the suites by the runner',
};
const known = new Set([
  ...settingNames,
  ...settingNames.filter((name) => 'secret' in settings[name]).map((name) => `${name}_FILE`),
  ...Object.keys(notOurs),
]);

test('the search finds every way to read a variable by its name', () => {
  const text = `process.env['ONE'] env["TWO"] session.env.THREE process.env?.FOUR
    const { FIVE, SIX: six = '6' } = process.env; environment.NOT; env['IN' + x]`;
  expect(environmentReads(text)).toEqual(['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX']);
  expect(dynamicEnvironmentReads("import { env } from 'node:process';")).toBe(true);
  expect(dynamicEnvironmentReads("import process from 'process';")).toBe(true);
});

test('no variable is read that config/settings.ts does not explain', () => {
  const told = read('sandbox/main.ts')
    .split('\n')
    .filter((line) => line.startsWith('//'))
    .join('\n');
  const explained = (file: string, name: string) =>
    known.has(name) ||
    // The sandbox is a program of its own, whose first comment tells its settings.
    (name.startsWith('SANDBOX_') && file.startsWith('sandbox/') && told.includes(name));
  const unexplained = code
    .filter((file) => file !== 'scripts/house/settings.test.ts')
    .flatMap((file) =>
      environmentReads(read(file))
        .filter((name) => !explained(file, name))
        .map((name) => `${file}: ${name}: add it to config/settings.ts`),
    );
  expect(unexplained).toEqual([]);
});

test('nobody gets at the environment by importing node:process', () => {
  const here = 'scripts/house/settings.test.ts';
  expect(code.filter((file) => file !== here && dynamicEnvironmentReads(read(file)))).toEqual([]);
});

test('the list of what is no setting names nothing that nobody reads', () => {
  const everything = code.map(read).join('\n');
  const unread = Object.keys(notOurs).filter(
    (name) => !everything.includes(name.replace(/^ZAPIS_TEST_(?!COUNTS|HOUSE)/, '')),
  );
  expect(unread).toEqual([]);
});

test('what a role is given, some role uses: no setting is read for nothing', () => {
  const rooms = /^(adapters|runtime|bot|admin|workers|cli)\//;
  const users = code
    .filter((file) => rooms.test(file) && !file.endsWith('.test.ts'))
    .map(read)
    .join('\n');
  const names = new Set<string>(Object.values(settingsOf).flat());
  expect([...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(users))).toEqual([]);
});
