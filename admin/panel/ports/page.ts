/** `next`: where the next page begins; absent on the last. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next?: string };
