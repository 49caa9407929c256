import { readFileSync } from 'node:fs';

/** One line of a Dockerfile, as far as ours goes. */
export type Instruction = { readonly word: string; readonly flags: readonly string[]; readonly rest: string };
export type Stage = {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly Instruction[];
};

const named = /^(\S+) AS (\S+)$/;

function parseDockerfile(text: string): Stage[] {
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [word = '', ...words] = line.trim().split(/\s+/);
    const flags = words.slice(
      0,
      words.findIndex((one) => !one.startsWith('--')),
    );
    const rest = words.slice(flags.length).join(' ');
    if (word === 'FROM') {
      const [, from, name] = named.exec(rest) ?? [];
      if (!from || !name) throw new Error(`a stage without a name: ${line}`);
      stages.push({ name, from, instructions: [] });
    } else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`before the first FROM: ${line}`);
      stage.instructions.push({ word, flags, rest });
    }
  }
  return stages;
}

export const readDockerfile = (root: string): Stage[] =>
  parseDockerfile(readFileSync(`${root}/Dockerfile`, 'utf8'));

/** Where a COPY takes from (another stage, or the build context), what, and where to. */
export function copyOf(instruction: Instruction): { from?: string; sources: string[]; target: string } {
  const words = instruction.rest.split(' ');
  const flag = instruction.flags.find((one) => one.startsWith('--from='));
  const rest = { sources: words.slice(0, -1), target: words.at(-1) ?? '' };
  return flag ? { from: flag.slice('--from='.length), ...rest } : rest;
}

/** A stage's own instructions after those of the stages it stands on. */
function lineage(stages: readonly Stage[], name: string): Instruction[] {
  const stage = stages.find((one) => one.name === name);
  if (!stage) return [];
  return [...lineage(stages, stage.from), ...stage.instructions];
}

const last = (list: readonly Instruction[], word: string) => list.findLast((one) => one.word === word)?.rest;
const execForm = (text: string | undefined): string[] => (text ? (JSON.parse(text) as string[]) : []);

/** What a container of this target runs as. */
export function runtimeOf(stages: readonly Stage[], target: string) {
  const list = lineage(stages, target);
  return {
    command: [...execForm(last(list, 'ENTRYPOINT')), ...execForm(last(list, 'CMD'))],
    health: execForm(last(list, 'HEALTHCHECK')?.replace(/^CMD /, '')),
    user: last(list, 'USER') ?? 'root',
    stopSignal: last(list, 'STOPSIGNAL'),
    env: Object.fromEntries(
      list
        .filter((one) => one.word === 'ENV')
        .map((one) => [one.rest.split('=')[0] ?? '', one.rest.split('=').slice(1).join('=')]),
    ),
  };
}
