// Finds a Node that Zapis runs on: this one, the cached one, or one fetched as an npm package.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { lives } from './process.mjs';
import { runNpm, versionOf } from './run.mjs';
import { sayWhile, Told } from './say.mjs';

const wanted = '24';

/** `engines` in package.json says the same: >=22.12 <26. */
export const inRange = ({ major, minor }) => (major === 22 && minor >= 12) || (major > 22 && major < 26);

export const packageFor = (platform, arch) => `node-${platform === 'win32' ? 'win' : platform}-${arch}`;

function current() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return { major, minor };
}

const howToInstall = (name) =>
  `Zapis runs on Node ${wanted} (22.12 to 25). This is Node ${process.versions.node}, and no ready-made Node ${wanted} ` +
  `could be fetched for ${name}.\nInstall it from https://nodejs.org (or: nvm install ${wanted}) and run the same command again.`;

/** Path of a Node in range; fetches one into the per-user cache when this one is too old or too new. */
export async function findNode(env = process.env, here = current()) {
  if (inRange(here)) return process.execPath;
  const name = packageFor(process.platform, process.arch);
  const home = join(cacheFolder(env), `node-${wanted}-${process.platform}-${process.arch}`);
  const binary = join(home, 'node_modules', name, 'bin', 'node');
  if (existsSync(binary)) {
    const version = versionOf(binary);
    if (version && inRange(version)) return binary;
    rmSync(home, { recursive: true, force: true });
  }
  return fetchNode(name, home, binary, env);
}

async function fetchNode(name, home, binary, env) {
  const done = sayWhile(
    `Node ${process.versions.node} is outside the range Zapis runs on (22.12 to 25): fetching Node ${wanted} (${name}) into ${home}`,
  );
  const staging = `${home}.${process.pid}.part`;
  try {
    removeWrecks(home);
    mkdirSync(staging, { recursive: true });
  } catch (error) {
    done('');
    throw new Told(
      `The cache folder cannot be written: ${error.message}\nSet ZAPIS_CACHE_DIR to a folder that can.`,
    );
  }
  try {
    const { code, output } = await install(staging, name, env);
    const version = code === 0 ? versionOf(binary.replace(home, staging)) : null;
    if (!version || !inRange(version)) {
      done('');
      throw new Told(
        `${howToInstall(`${process.platform} on ${process.arch}`)}\n\nnpm said:\n${output.trim()}`,
      );
    }
    moveInto(home, staging, binary);
    done(`Node ${version.text} is ready`);
    return binary;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** A folder without package.json makes npm climb to the next one above it: `--prefix` gives it its own. */
function install(staging, name, env) {
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const args = ['install', '--prefix', staging, ...flags, `${name}@${wanted}`];
  return runNpm(args, { env, cwd: staging });
}

/** What commands that were killed while they fetched have left beside it. */
function removeWrecks(home) {
  const folder = dirname(home);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const pid = name.startsWith(`${basename(home)}.`) && /\.(\d+)\.part$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !lives(Number(pid))))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** What stands there already is somebody's who was faster, or a wreck. */
function moveInto(home, staging, binary) {
  try {
    renameSync(staging, home);
  } catch {
    if (existsSync(binary) && versionOf(binary)) return;
    rmSync(home, { recursive: true, force: true });
    renameSync(staging, home);
  }
}
