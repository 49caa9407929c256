import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Difference } from '../../../core/shared/three-way.ts';

export type Texts<Name extends string> = Readonly<Record<Name, string>>;

/** What the editor saw when the form was drawn: so that somebody else's change in between is noticed. */
export const Seen = <Name extends string>({ values }: { readonly values: Texts<Name> }) => (
  <>
    {Object.entries<string>(values).map(([name, value]) => (
      <input key={name} type="hidden" name={`seen_${name}`} value={value} />
    ))}
  </>
);

/** What was typed, carried through a page that only asks. */
export const Carried = <Name extends string>({ values }: { readonly values: Texts<Name> }) => (
  <>
    {Object.entries<string>(values).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
);

/** What somebody else made of a field meanwhile. */
export function theirWord<Name extends string>(
  theirs: readonly Difference<Name>[],
  name: Name,
  lang: Lang,
): string | undefined {
  const one = theirs.find(({ field }) => field === name);
  const empty = plain('panel.form.empty_value', lang);
  return one && plain('panel.form.now', lang, { now: one.now || empty, seen: one.seen || empty });
}

type ChangeProps = {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly lang: Lang;
};

export const Change = ({ label, from, to, lang }: ChangeProps) => {
  const empty = plain('panel.form.empty_value', lang);
  return <li>{plain('panel.form.change', lang, { field: label, from: from || empty, to: to || empty })}</li>;
};

/** Names, and how many more there are. */
export const Names = ({
  names,
  count,
  lang,
}: {
  readonly names: readonly string[];
  readonly count: number;
  readonly lang: Lang;
}) => (
  <ul class="listed">
    {names.map((name, index) => (
      <li key={`${index} ${name}`}>{name || plain('panel.nameless', lang)}</li>
    ))}
    {count > names.length && (
      <li class="soft">{plain('panel.slot.more_people', lang, { count: count - names.length })}</li>
    )}
  </ul>
);
