import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Records } from '../supervise/records.ts';
import { startProgram } from '../supervise/spawn.ts';
import { signalGroup, stopGroup } from '../supervise/stop.ts';

export type ToolResult = { readonly ok: boolean; readonly code: number | null; readonly output: string };
type ToolOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly limitMs?: number;
  /** For what must not be cut short (a package manager): a start that is broken off waits for it instead. */
  readonly letFinish?: boolean;
  readonly onLine?: (line: string) => void;
};
export type RunTool = (
  command: string,
  args: readonly string[],
  options?: ToolOptions,
) => Promise<ToolResult>;

const keptLines = 60;
const unrecorded: Records = { all: () => [], add: () => {}, remove: () => {} };

/** Runs build tools and installers: in a group of their own, recorded like a service, ended when the start is. */
export function createToolRunner(records: Records, signal: AbortSignal): RunTool {
  return async (command, args, options = {}) => {
    signal.throwIfAborted();
    const { child, who } = startProgram(
      { name: `tool ${command}`, command, args, env: options.env, cwd: options.cwd },
      options.letFinish ? unrecorded : records,
    );
    const lines: string[] = [];
    const listen = (stream: Readable | null) => {
      if (stream === null) return;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (lines.length > keptLines) lines.shift();
        options.onLine?.(line);
      });
    };
    listen(child.stdout);
    listen(child.stderr);
    const end = () => void stopGroup(who, 2_000);
    const timer = setTimeout(end, options.limitMs ?? 15 * 60_000);
    if (!options.letFinish) signal.addEventListener('abort', end, { once: true });
    const code = await new Promise<number | null>((resolve) => {
      child.once('close', (code) => resolve(code));
    });
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    signalGroup(who, 'SIGKILL');
    if (!options.letFinish) records.remove(who);
    signal.throwIfAborted();
    return { ok: code === 0, code, output: lines.join('\n').trim() };
  };
}

/** The last line that says something, for a sentence. */
export const lastWord = (result: ToolResult): string =>
  result.output
    .split('\n')
    .findLast((line) => /error|fail|cannot|unable|no space/i.test(line))
    ?.trim() ??
  (result.output.split('\n').at(-1)?.trim() || `exit code ${result.code}`);

export const saysDiskFull = (output: string): boolean =>
  /no space left on device|ENOSPC|disk quota exceeded/i.test(output);
