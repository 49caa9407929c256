import { plain } from '../../../core/i18n/t.ts';
import { Inbox, InboxHead } from '../pages/conversations.tsx';
import { type TalkDesk, type TalkQuery, talkFilters } from '../ports/conversations.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import type { Visitor } from '../visitor.ts';

export type ConversationsDeps = {
  readonly talks: TalkDesk;
  readonly clock: () => Promise<number>;
};

const onePage = 50;

/** The inbox of the coordinators. */
export const conversations = ({ talks, clock }: ConversationsDeps): Pick<PanelHandlers, 'conversations'> => ({
  async conversations({ query, visitor, lang }) {
    const asked = queryOf(query, visitor);
    const [page, now] = await Promise.all([talks.page(visitor.company_id, asked, onePage), clock()]);
    return {
      above: <InboxHead query={asked} visitor={visitor} />,
      page: <Inbox page={page} query={asked} now={now} visitor={visitor} />,
      title: plain('panel.menu.conversations', lang),
      at: 'conversations',
      // A plugged-in worker may answer at any moment, which rings nowhere.
      live: 'moving',
    };
  },
});

/** Whoever looks for words means all of them, closed ones too. */
function queryOf(query: Fields, { user_id }: Visitor): TalkQuery {
  const [filter, after, text] = [
    field(query, 'which'),
    field(query, 'after'),
    field(query, 'q').slice(0, 100),
  ];
  return {
    text,
    filter: talkFilters.find((one) => one === filter) ?? (text.trim() === '' ? 'open' : 'all'),
    who: user_id,
    after: after === '' ? undefined : after,
  };
}
