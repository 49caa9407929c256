/** What went wrong and what to do about it, in words for the person at the terminal. */
export type Trouble = { readonly what: string; readonly todo: string };

/** A trouble on its way up to whoever prints it: everything begun on the way is undone by `finally`. */
export class StartTrouble extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(sentence(trouble));
    this.name = 'StartTrouble';
    this.trouble = trouble;
  }
}

export const sentence = (trouble: Trouble): string => `${trouble.what}. ${trouble.todo}`;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** The sentence for what an operating system refuses; undefined when it is none of the known refusals. */
export function diskTrouble(error: unknown, folder: string, variable: string): Trouble | undefined {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        what: `The folder ${folder} cannot be written by this user`,
        todo: `Make it writable (chmod u+w ${folder}) or name another one: ${variable}=/path npm start`,
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return spaceTrouble(folder, variable);
    case 'ENOTDIR':
    case 'EEXIST':
      return {
        what: `${folder} is in the way: a file stands where a folder is needed`,
        todo: `Move it away, or name another folder: ${variable}=/path npm start`,
      };
    default:
      return undefined;
  }
}

export const spaceTrouble = (folder: string, variable: string): Trouble => ({
  what: `The disk that holds ${folder} is full`,
  todo: `Free some space (the first start needs about 4 GB) or use another disk: ${variable}=/path npm start`,
});

/** Of what failed at once, the one that tells most: what was only broken off because of it tells nothing. */
export function causeAmong(results: readonly PromiseSettledResult<unknown>[]): unknown {
  const faults = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const isAbort = (fault: unknown) => fault instanceof Error && fault.name === 'AbortError';
  return (
    faults.find((fault) => fault instanceof StartTrouble) ??
    faults.find((fault) => !isAbort(fault)) ??
    faults[0]
  );
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
