import type { Values } from '../../../core/audit/act.ts';
import { type CellState, cellOf, places, rowFor, rowOf } from '../../../core/notify/matrix.ts';
import type { Place, Setting } from '../../../core/notify/settings.ts';
import { type NotifyChannel, notifyChannels } from '../../../core/notify/words.ts';
import type { AdRow, Settle } from '../ports/notifications.ts';
import { type Fields, field } from '../request.ts';
import {
  adField,
  cellName,
  type MatrixFaults,
  type MatrixTexts,
  stateField,
  statesFor,
} from '../view/notification-words.ts';

type Cell = { readonly place: Place; readonly channel: NotifyChannel };
const cells: readonly Cell[] = places.flatMap((place) =>
  notifyChannels.map((channel) => ({ place, channel })),
);

export const matrixFields: readonly string[] = cells.flatMap(({ place, channel }) => [
  stateField(place, channel),
  adField(place, channel),
]);

export function textsOf(rows: readonly Setting[], ads: readonly AdRow[]): MatrixTexts {
  const texts: Record<string, string> = {};
  for (const { place, channel } of cells) {
    const { state, ad } = cellOf(rows, place, channel);
    texts[stateField(place, channel)] = state;
    // One that is gone stands under nothing.
    texts[adField(place, channel)] = ads.some(({ id }) => id === ad) ? (ad ?? '') : '';
  }
  return texts;
}

/** What was not sent, or is no choice, is as it was. */
export function textsIn(form: Fields, now: MatrixTexts, prefix = ''): MatrixTexts {
  const texts: Record<string, string> = { ...now };
  for (const { place, channel } of cells) {
    const [state, ad] = [stateField(place, channel), adField(place, channel)];
    const chosen = field(form, `${prefix}${state}`);
    if (statesFor(place, channel).some((one) => one === chosen)) texts[state] = chosen;
    if (`${prefix}${ad}` in form) texts[ad] = field(form, `${prefix}${ad}`).slice(0, 100);
  }
  return texts;
}

const stateIn = (texts: MatrixTexts, { place, channel }: Cell): CellState => {
  const typed = texts[stateField(place, channel)];
  return statesFor(place, channel).find((one) => one === typed) ?? 'on';
};

export function faultsOf(texts: MatrixTexts, ads: readonly AdRow[]): MatrixFaults {
  const faults: Record<string, 'ad' | 'unknown_ad'> = {};
  for (const cell of cells) {
    const name = adField(cell.place, cell.channel);
    const ad = texts[name] ?? '';
    if (ad !== '' && !ads.some(({ id }) => id === ad)) faults[name] = 'unknown_ad';
    else if (ad !== '' && stateIn(texts, cell) === 'general') faults[name] = 'ad';
  }
  return faults;
}

/** Only what is another now. */
export const changesOf = (texts: MatrixTexts, rows: readonly Setting[]): readonly Settle[] =>
  cells.flatMap((cell) => {
    const { place, channel } = cell;
    const was = rowOf(rows, place, channel);
    const state = stateIn(texts, cell);
    const now = cellOf(rows, place, channel);
    const ad = texts[adField(place, channel)] || null;
    if (now.state === state && now.ad === ad) return [];
    return [{ place, channel, was, wanted: rowFor(place, channel, { state, ad }) }];
  });

/** As the audit log keeps them: codes, which its page says in words, and what people call an advertisement. */
export function auditValues(
  changes: readonly Settle[],
  ads: readonly AdRow[],
): { readonly before: Values; readonly after: Values } {
  const side = (which: 'was' | 'wanted'): Values =>
    Object.fromEntries(
      changes.map((change) => {
        const { place, channel } = change;
        const row = change[which];
        const { state, ad } = cellOf(row ? [row] : [], place, channel);
        const name = ads.find(({ id }) => id === ad)?.name;
        return [cellName(place, channel), [state, name].filter(Boolean).join(' · ')];
      }),
    );
  return { before: side('was'), after: side('wanted') };
}
