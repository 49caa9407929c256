import { plain } from '../../../core/i18n/t.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import { FiguresPage } from '../pages/figures.tsx';
import type { Figures } from '../ports/figures.ts';
import type { PanelReader } from '../ports/reader.ts';
import { field, type PanelHandlers } from '../request.ts';

export type FiguresDeps = {
  readonly figures: Figures;
  readonly reader: Pick<PanelReader, 'titles'>;
  readonly clock: () => Promise<number>;
};

/** So many days back are shown beside those to come. */
const back = 14;

export const figures = ({ figures: read, reader, clock }: FiguresDeps): Pick<PanelHandlers, 'figures'> => ({
  async figures({ query, visitor, lang }) {
    const company = visitor.company_id;
    const [titles, now] = await Promise.all([reader.titles(company), clock()]);
    const all = titles.filter(({ status }) => status !== 'draft');
    const chosen = all.find((one) => one.event_id === field(query, 'event'))?.event_id;
    const [{ each, all: together }, days] = await Promise.all([
      read.events(company, chosen),
      read.days(company, chosen, dayAfter(dayOf(now), -back)),
    ]);
    return {
      page: <FiguresPage all={all} chosen={chosen} rows={each} together={together} days={days} lang={lang} />,
      title: plain('panel.menu.figures', lang),
      at: 'figures',
    };
  },
});
