import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placesOf } from '../../local/paths.ts';
import { alone } from './alone.mjs';
import { sourcesFingerprint } from './build.mjs';
import { cacheFolder } from './cache.mjs';
import { installDependencies } from './install.mjs';
import { findNode, inRange, packageFor } from './node.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zapis-bootstrap-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An npm that does what `script` says, in front of the real one on PATH. */
function withNpm(script: string): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
  return { PATH: `${bin}:${process.env['PATH']}`, ZAPIS_CACHE_DIR: join(folder, 'cache') };
}

const tooOld = { major: 20, minor: 20 };
const name = packageFor(process.platform, process.arch);
/** What npm does for a package with a Node in it: here the Node is a script that tells its version. */
const npmThatFetches = `
while [ $# -gt 0 ]; do [ "$1" = --prefix ] && dir="$2"; shift; done
mkdir -p "$dir/node_modules/${name}/bin"
printf '#!/bin/sh\\necho v24.9.9\\n' > "$dir/node_modules/${name}/bin/node"
chmod +x "$dir/node_modules/${name}/bin/node"
echo fetched >> "$ZAPIS_CACHE_DIR.count"`;

test.each([
  [{ major: 18, minor: 20 }, false],
  [{ major: 22, minor: 11 }, false],
  [{ major: 22, minor: 12 }, true],
  [{ major: 24, minor: 0 }, true],
  [{ major: 26, minor: 0 }, false],
])('Node %o in range: %s', (version, expected) => {
  expect(inRange(version)).toBe(expected);
});

test('a Node in range is used as it is', async () => {
  expect(await findNode({}, { major: 24, minor: 1 })).toBe(process.execPath);
});

test('a Node that is too old is replaced by a fetched one, once', async () => {
  const env = withNpm(npmThatFetches);
  const first = await findNode(env, tooOld);
  expect(first).toContain(join(folder, 'cache'));
  await findNode(env, tooOld);
  expect(readFileSync(`${env['ZAPIS_CACHE_DIR']}.count`, 'utf8')).toBe('fetched\n');
});

test('a cached Node that does not run is fetched again', async () => {
  const env = withNpm(npmThatFetches);
  const binary = await findNode(env, tooOld);
  writeFileSync(binary, 'half a download');
  expect(await findNode(env, tooOld)).toBe(binary);
});

test.each(['the binary is gone', 'a file stands there'])(
  'a wreck of a cached Node is replaced: %s',
  async (wreck) => {
    const env = withNpm(npmThatFetches);
    const binary = await findNode(env, tooOld);
    const home = binary.slice(0, binary.indexOf('/node_modules/'));
    if (wreck === 'the binary is gone') rmSync(binary);
    else {
      rmSync(home, { recursive: true });
      writeFileSync(home, '');
    }
    expect(await findNode(env, tooOld)).toBe(binary);
    expect(existsSync(binary)).toBe(true);
  },
);

test('what a killed command left of its fetch is taken away', async () => {
  const env = withNpm(npmThatFetches);
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'close');
  const wreck = join(folder, 'cache', `node-24-${process.platform}-${process.arch}.${gone.pid}.part`);
  mkdirSync(wreck, { recursive: true });
  await findNode(env, tooOld);
  expect(existsSync(wreck)).toBe(false);
});

test('where no Node can be fetched, a sentence says how to install one, and nothing is left half-done', async () => {
  const env = withNpm('echo "npm error notarget No matching version" >&2; exit 1');
  await expect(findNode(env, tooOld)).rejects.toThrow(/nvm install 24[\s\S]*notarget/);
  expect(existsSync(join(folder, 'cache', `node-24-${process.platform}-${process.arch}`))).toBe(false);
});

test('a cache that cannot be written is said with the setting that moves it', async () => {
  writeFileSync(join(folder, 'file'), '');
  const env = { ...withNpm('exit 0'), ZAPIS_CACHE_DIR: join(folder, 'file', 'cache') };
  await expect(findNode(env, tooOld)).rejects.toThrow('ZAPIS_CACHE_DIR');
});

test('dependencies are installed when the lockfile changed, and only then', async () => {
  const env = withNpm('mkdir -p node_modules');
  writeFileSync(join(folder, 'package-lock.json'), '{"v":1}');
  expect(await installDependencies(folder, env)).toBe(true);
  expect(await installDependencies(folder, env)).toBe(false);
  writeFileSync(join(folder, 'package-lock.json'), '{"v":2}');
  expect(await installDependencies(folder, env)).toBe(true);
});

test('an install that failed is tried again next time, and says what npm said', async () => {
  const env = withNpm('mkdir -p node_modules; echo "ENOSPC: no space left on device" >&2; exit 1');
  writeFileSync(join(folder, 'package-lock.json'), '{"v":1}');
  await expect(installDependencies(folder, env)).rejects.toThrow('no space left on device');
  expect(await installDependencies(folder, withNpm('true'))).toBe(true);
});

test('two commands at once install once: the second waits, then finds it done', async () => {
  const slow = 'echo run >> installs; while [ ! -e go ]; do sleep 0.02; done; mkdir -p node_modules';
  const env = withNpm(slow);
  writeFileSync(join(folder, 'package-lock.json'), '{"v":1}');
  const first = installDependencies(folder, env);
  const script = `const { installDependencies } = await import(${JSON.stringify(new URL('./install.mjs', import.meta.url).href)});
    process.stdout.write(String(await installDependencies(${JSON.stringify(folder)})));`;
  const second = spawn(process.execPath, ['--input-type=module', '-e', script], { env });
  let output = '';
  second.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [said] = (await once(second.stderr, 'data')) as [Buffer];
  expect(said.toString()).toContain('waiting for it');
  writeFileSync(join(folder, 'go'), '');
  await once(second, 'close');
  expect(await first).toBe(true);
  expect(output).toBe('false');
  expect(readFileSync(join(folder, 'installs'), 'utf8')).toBe('run\n');
  expect(existsSync(join(folder, '.bootstrap.lock'))).toBe(false);
});

test('the lock of a command that was killed holds nobody up', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'close');
  mkdirSync(join(folder, '.bootstrap.lock'));
  writeFileSync(join(folder, '.bootstrap.lock', 'pid'), String(gone.pid));
  expect(await alone(folder, async () => 'done')).toBe('done');
  expect(existsSync(join(folder, '.bootstrap.lock'))).toBe(false);
});

test('a holder whose number went to another process holds nobody up', async () => {
  mkdirSync(join(folder, '.bootstrap.lock'));
  writeFileSync(join(folder, '.bootstrap.lock', 'pid'), `${process.pid} 1-another-boot`);
  expect(await alone(folder, async () => 'done')).toBe('done');
});

/** A command that installs with an npm which waits for ever, and what ends with it. */
async function installing(env: NodeJS.ProcessEnv) {
  writeFileSync(join(folder, 'package-lock.json'), '{"v":1}');
  const moduleOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const script = `const { watchForStop } = await import(${moduleOf('./stopping.mjs')});
    const { installDependencies } = await import(${moduleOf('./install.mjs')});
    watchForStop();
    await installDependencies(${JSON.stringify(folder)}).catch((error) => { process.exitCode = error.code; });`;
  writeFileSync(join(folder, 'command.mjs'), script);
  const npm = withNpm('echo $$ > npm.pid.new; mv npm.pid.new npm.pid; while :; do sleep 0.05; done');
  return { env: { ...npm, ...env }, npmPid: () => Number(readFileSync(join(folder, 'npm.pid'), 'utf8')) };
}

const begun = () => expect.poll(() => existsSync(join(folder, 'npm.pid')), { timeout: 15_000 }).toBe(true);
const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

test('a signal during an install ends npm, too, and gives the lock back', async () => {
  const { env, npmPid } = await installing({});
  const command = spawn(process.execPath, [join(folder, 'command.mjs')], { env, stdio: 'ignore' });
  await begun();
  command.kill('SIGTERM');
  const [code] = (await once(command, 'close')) as [number];
  expect(code).toBe(143);
  expect(isGone(npmPid())).toBe(true);
  expect(existsSync(join(folder, '.bootstrap.lock'))).toBe(false);
});

test('when the npm that called us is killed, what it began ends', async () => {
  const { env, npmPid } = await installing({ npm_lifecycle_event: 'start' });
  const line = `"${process.execPath}" "${join(folder, 'command.mjs')}" & wait`;
  const shell = spawn('/bin/sh', ['-c', line], { env, stdio: 'ignore' });
  await begun();
  shell.kill('SIGKILL');
  await expect.poll(() => isGone(npmPid()), { timeout: 15_000 }).toBe(true);
  await expect.poll(() => existsSync(join(folder, '.bootstrap.lock')), { timeout: 15_000 }).toBe(false);
});

test('a step that failed keeps no command waiting', async () => {
  const script = `const { sayWhile } = await import(${JSON.stringify(new URL('./say.mjs', import.meta.url).href)}); sayWhile('x');`;
  const command = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  expect(((await once(command, 'close')) as [number])[0]).toBe(0);
});

test('a changed source changes the fingerprint; a changed document or test does not', () => {
  writeFileSync(join(folder, 'tsconfig.build.json'), '{ "include": ["core", "not-there"] }');
  mkdirSync(join(folder, 'core'));
  writeFileSync(join(folder, 'core', 'a.ts'), '1');
  const before = sourcesFingerprint(folder);
  for (const name of ['README.md', 'core/a.test.ts', 'core/b.test.tsx', 'core/README.md'])
    writeFileSync(join(folder, name), 'x');
  expect(sourcesFingerprint(folder)).toBe(before);
  writeFileSync(join(folder, 'core', 'a.ts'), '2');
  expect(sourcesFingerprint(folder)).not.toBe(before);
});

test('the cache follows ZAPIS_CACHE_DIR, then XDG_CACHE_HOME', () => {
  expect(cacheFolder({ ZAPIS_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
  expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe('/b/zapis');
});

test.each([{ XDG_CACHE_HOME: 'b', HOME: '/h' }, { HOME: '/h' }, { HOME: '' }, { ZAPIS_CACHE_DIR: 'c' }])(
  'the cache is one absolute folder for the starter and for what it starts: %j',
  (env) => {
    expect(isAbsolute(cacheFolder(env))).toBe(true);
    expect(placesOf(env).cache).toBe(cacheFolder(env));
  },
);
