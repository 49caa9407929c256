type Known = { readonly file_id: string; readonly unique_id?: string | undefined };

/** Telegram may name a file by another reference each time; its lasting name is unknown of what was kept long ago. */
export function isSameFile(one: Known | null, other: Known): boolean {
  if (one === null) return false;
  if (one.unique_id === undefined || other.unique_id === undefined) return one.file_id === other.file_id;
  return one.unique_id === other.unique_id;
}
