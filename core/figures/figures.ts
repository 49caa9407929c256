/** How far people got with one event, or with all of them: each step counts those of the next too. */
export type Funnel = {
  readonly invited: number;
  readonly opened: number;
  readonly chose: number;
  readonly booked: number;
  readonly came: number;
};
/** `known`: people whose outcome is recorded; over several events somebody may have come once and missed once. Who cancelled is neither. */
export type Outcomes = { readonly came: number; readonly no_show: number; readonly known: number };
export type Fill = { readonly seats: number; readonly taken: number };

export const steps = ['invited', 'opened', 'chose', 'booked', 'came'] as const satisfies (keyof Funnel)[];

/** Of those whose outcome is recorded; null: of nobody yet. */
export const noShowRate = ({ no_show: missed, known }: Pick<Outcomes, 'no_show' | 'known'>): number | null =>
  known === 0 ? null : missed / known;

export const fillRate = ({ seats, taken }: Fill): number | null => (seats === 0 ? null : taken / seats);

export const sumOf = <Row, Field extends keyof Row>(
  rows: readonly (Row & Readonly<Record<Field, number>>)[],
  field: Field,
): number => rows.reduce((sum, row) => sum + row[field], 0);

/** What one person has to do with one event. */
type Seen = {
  readonly who: string;
  readonly booked: boolean;
  readonly came: boolean;
  readonly missed: boolean;
};

/**
 * Of one event, or of several as one: whoever is in more than one of them still counts once per step.
 * `invited`: whom it is for; who got further was invited in some way, on the list today or not.
 */
export function countPeople(
  invited: ReadonlySet<string>,
  opened: readonly string[],
  bookings: readonly Seen[],
): Funnel & Outcomes {
  const chose = new Set(bookings.map((one) => one.who));
  const saw = new Set([...opened, ...chose]);
  const people = (some: readonly Seen[]) => new Set(some.map((one) => one.who)).size;
  const others = [...saw].filter((who) => !invited.has(who)).length;
  return {
    invited: invited.size + others,
    opened: saw.size,
    chose: chose.size,
    booked: people(bookings.filter((one) => one.booked)),
    came: people(bookings.filter((one) => one.came)),
    no_show: people(bookings.filter((one) => one.missed)),
    known: people(bookings.filter((one) => one.came || one.missed)),
  };
}
