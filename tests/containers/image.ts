import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, relative } from 'node:path';
import { copyOf, type Instruction, readDockerfile, type Stage } from './dockerfile.ts';

// Does in a folder what a container engine would do with our Dockerfile: one folder per stage, the same COPY and RUN lines.

/** What `.dockerignore` lets through. Ours keeps everything out but the paths it names. */
export function contextOf(root: string): { has(path: string): boolean } {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines[0] !== '*' || !lines.slice(1).every((line) => /^![\w./-]+$/.test(line)))
    throw new Error('.dockerignore: expected * and then only names to let in');
  const kept = lines.slice(1).map((line) => line.slice(1));
  return { has: (path) => kept.some((name) => path === name || path.startsWith(`${name}/`)) };
}

type Folders = { readonly root: string; readonly base: string; readonly bin: string };

function copy(instruction: Instruction, folder: string, { root, base }: Folders): void {
  const { from, sources, target } = copyOf(instruction);
  const context = contextOf(root);
  const leadsTo = (path: string) =>
    context.has(path) || path === '' || path === 'scripts' ? true : undefined;
  for (const source of sources) {
    const origin = from ? join(base, from, source.replace(/^\/zapis\/?/, '')) : join(root, source);
    const into = source === '.' || !target.endsWith('/') ? target : join(target, basename(source));
    mkdirSync(join(folder, target.endsWith('/') ? target : '.'), { recursive: true });
    cpSync(origin, join(folder, into), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => from !== undefined || leadsTo(relative(root, path)) === true,
    });
  }
}

const patienceMs = 400_000;

/** In a process group of its own: what is given up on is ended whole, npm's children too. */
function run(command: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const group = -(child.pid ?? 0);
    const end = () => {
      if (group !== 0 && child.exitCode === null) process.kill(group, 'SIGKILL');
    };
    const timer = setTimeout(end, patienceMs);
    process.once('exit', end);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.removeListener('exit', end);
      if (code === 0) resolve();
      else reject(new Error(`RUN ${command}\nended with ${code ?? 'a signal'}\n${output.slice(-4_000)}`));
    });
  });
}

/** How this machine reaches its package registry; of everything else around us a build sees nothing. */
const network =
  /^(npm_config_(registry|cache|userconfig|cafile|proxy|https_proxy)|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|https?_proxy|no_proxy)$/i;
const hostNetwork = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => network.test(name)));

async function carryOut(instruction: Instruction, folder: string, folders: Folders, env: NodeJS.ProcessEnv) {
  const { word, rest } = instruction;
  if (word === 'COPY') copy(instruction, folder, folders);
  else if (word === 'RUN') await run(rest, folder, env);
  else if (word === 'ARG' || word === 'ENV') env[rest.split('=')[0] ?? ''] = rest.split('=')[1] ?? '';
  else if (!/^(WORKDIR|USER|STOPSIGNAL|ENTRYPOINT|CMD|EXPOSE|HEALTHCHECK)$/.test(word))
    throw new Error(`${word}: teach tests/containers/image.ts what it does`);
}

export type Image = { readonly base: string; readonly workdir: string; readonly node: string };

/** Builds the stages that `target` needs; its folder is what the container would find in its WORKDIR. */
export async function buildImage(root: string, target: string): Promise<Image> {
  const base = mkdtempSync(join(tmpdir(), 'zapis-image-'));
  chmodSync(base, 0o755);
  const bin = join(base, 'bin');
  mkdirSync(bin);
  // A Node in somebody's home is out of reach for the user that a container runs as.
  const node = join(bin, 'node');
  cpSync(process.execPath, node);
  chmodSync(node, 0o755);

  const stages = readDockerfile(root);
  const needed: Stage[] = stages.slice(0, stages.findIndex((stage) => stage.name === target) + 1);
  for (const stage of needed) {
    const folder = join(base, stage.name);
    mkdirSync(folder);
    const env: NodeJS.ProcessEnv = {
      ...hostNetwork(),
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: process.env['HOME'] ?? base,
    };
    for (const instruction of stage.instructions)
      await carryOut(instruction, folder, { root, base, bin }, env);
  }
  return { base, workdir: join(base, target), node };
}
