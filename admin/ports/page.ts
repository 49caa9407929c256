/** Rows of one page; `next`: the id behind which the next begins, absent on the last. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next?: string };
export type PageWanted = { readonly limit: number; readonly cursor?: string | undefined };
