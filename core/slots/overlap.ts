/** A slot that is there already. */
export type Standing = {
  readonly starts_at: number;
  readonly ends_at: number;
  readonly place: string | null;
  readonly room: string | null;
  /** Of the event that is planned for; another event may use the same room. */
  readonly own?: boolean;
};

const roomOf = ({ place, room }: Standing): string =>
  JSON.stringify([place?.toLowerCase() ?? null, room?.toLowerCase() ?? null]);

/**
 * Which of those planned begin while another slot of the same place and room is running: nobody can be in both. The other is
 * one that stands already, or an earlier one of the plan. Those there already are left alone.
 */
export function overlapsOf<Slot extends Standing>(
  planned: readonly Slot[],
  standing: readonly Standing[],
): ReadonlyMap<Slot, Standing> {
  const found = new Map<Slot, Standing>();
  const there = Map.groupBy(standing, roomOf);
  for (const [room, some] of Map.groupBy(planned, roomOf)) {
    const blocks = longestSoFar(there.get(room) ?? []);
    let last: Slot | undefined;
    for (const slot of some.toSorted(byStart)) {
      const other = blockOf(blocks, slot) ?? (last && last.ends_at > slot.starts_at ? last : undefined);
      if (other) found.set(slot, other);
      else last = slot;
    }
  }
  return found;
}

/** The same, of those that stand already only: what is planned stood side by side before. */
export function inTheWay<Slot extends Standing>(
  planned: readonly Slot[],
  standing: readonly Standing[],
): ReadonlyMap<Slot, Standing> {
  const there = new Map(
    [...Map.groupBy(standing, roomOf)].map(([room, some]) => [room, longestSoFar(some)] as const),
  );
  return new Map(
    planned.flatMap((slot) => {
      const other = blockOf(there.get(roomOf(slot)) ?? [], slot);
      return other ? [[slot, other] as const] : [];
    }),
  );
}

/** A slot and whose it is to lead. */
export type Led = Pick<Standing, 'starts_at' | 'ends_at'> & {
  readonly id: string;
  readonly specialist: string;
};

/** By id: those whose specialist leads another one at that time. Nobody can be in both. */
export function ledTwice(slots: readonly Led[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const some of Map.groupBy(slots, ({ specialist }) => specialist).values()) {
    let latest: Led | undefined;
    for (const slot of some.toSorted(byStart)) {
      if (latest && latest.ends_at > slot.starts_at) found.add(latest.id).add(slot.id);
      if (!latest || slot.ends_at > latest.ends_at) latest = slot;
    }
  }
  return found;
}

type Times = Pick<Standing, 'starts_at' | 'ends_at'>;
const byStart = (one: Times, other: Times): number => one.starts_at - other.starts_at;

type Block = { readonly starts_at: number; readonly latest: Standing };

/** In order of their start, each with the one that ends latest of all before it: a long one hinders all day. */
function longestSoFar(standing: readonly Standing[]): readonly Block[] {
  let latest: Standing | undefined;
  return standing.toSorted(byStart).map((slot) => {
    if (!latest || slot.ends_at > latest.ends_at) latest = slot;
    return { starts_at: slot.starts_at, latest };
  });
}

/** Of all that begin before this one ends, the one that ends latest, if it ends after this one begins. */
function blockOf(blocks: readonly Block[], slot: Standing): Standing | undefined {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.starts_at ?? 0) < slot.ends_at) low = middle + 1;
    else high = middle;
  }
  const latest = blocks[low - 1]?.latest;
  return latest && latest.ends_at > slot.starts_at ? latest : undefined;
}
