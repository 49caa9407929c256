import type { ImportWriter, Place } from './ports.ts';

export type ImportingDeps = {
  readonly imports: ImportWriter;
  /** The bot keeps identities: whoever changes a person drops theirs. */
  readonly forgetIdentity: (account: number) => Promise<void>;
};
type Which = { readonly import_id: string };

export const createImportingActivities = ({ imports, forgetIdentity }: ImportingDeps) => ({
  writeSomeRows: ({ import_id, after }: Which & { readonly after: Place | null }) =>
    imports.writeSome(import_id, after, forgetIdentity),

  finishImport: ({ import_id }: Which): Promise<void> => imports.finish(import_id),
});

export type ImportingActivities = ReturnType<typeof createImportingActivities>;
