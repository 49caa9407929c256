/** A field that somebody else changed while a form was open. `both`: and whoever has the form changed it too. */
export type Difference<Field extends string> = {
  readonly field: Field;
  readonly seen: string;
  readonly now: string;
  readonly both: boolean;
};
type Texts<Field extends string> = Readonly<Record<Field, string>>;

/**
 * Two people edit one thing. What was typed stays; what was not touched becomes what it is now; what differs is named, so
 * that nobody overwrites unseen.
 */
export function meet<Field extends string>(
  fields: readonly Field[],
  { seen, typed, now }: Readonly<Record<'seen' | 'typed' | 'now', Texts<Field>>>,
): { readonly merged: Texts<Field>; readonly theirs: readonly Difference<Field>[] } {
  const merged = Object.fromEntries(
    fields.map((field) => [field, typed[field] === seen[field] ? now[field] : typed[field]]),
  ) as Texts<Field>;
  const theirs = fields
    .filter((field) => seen[field] !== now[field] && typed[field] !== now[field])
    .map((field) => ({
      field,
      seen: seen[field],
      now: now[field],
      both: typed[field] !== seen[field],
    }));
  return { merged, theirs };
}
