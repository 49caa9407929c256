import { plain } from '../../../core/i18n/t.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import { FiguresPage } from '../pages/figures.tsx';
import type { Figures } from '../ports/figures.ts';
import { field, type PanelHandlers } from '../request.ts';

export type FiguresDeps = { readonly figures: Figures; readonly clock: () => Promise<number> };

/** So many days back are shown beside those to come. */
const back = 14;

export const figures = ({ figures: read, clock }: FiguresDeps): Pick<PanelHandlers, 'figures'> => ({
  async figures({ query, visitor, lang }) {
    const all = await read.events(visitor.company_id);
    const chosen = all.find((one) => one.event_id === field(query, 'event'));
    const from = dayAfter(dayOf(await clock()), -back);
    const days = await read.days(visitor.company_id, chosen?.event_id, from);
    return {
      page: <FiguresPage all={all} chosen={chosen} days={days} lang={lang} />,
      title: plain('panel.menu.figures', lang),
      at: 'figures',
    };
  },
});
