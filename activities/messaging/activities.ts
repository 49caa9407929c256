import { answerQuery } from './answer.ts';
import { sendCalendar } from './calendar.ts';
import { sayNoEvent } from './no-event.ts';
import type {
  AnchorSent,
  Answered,
  AnswerOrder,
  CalendarOrder,
  CalendarSent,
  NoEventOrder,
  SendOrder,
  Shown,
  ShowOrder,
} from './orders.ts';
import type { MessagingDeps } from './ports.ts';
import { send } from './send.ts';
import { show } from './show.ts';

/** What workflows can say to a person. `show` and `answerTap` are harmless twice; the others are known by their key. */
export const createMessagingActivities = (deps: MessagingDeps) => ({
  show: (order: ShowOrder): Promise<Shown> => show(deps, order),
  sendAnchor: (order: SendOrder): Promise<AnchorSent> => send(deps, order, 'anchor'),
  /** A new message beside the anchor. */
  sendNote: (order: SendOrder): Promise<AnchorSent> => send(deps, order, 'note'),
  sendCalendar: (order: CalendarOrder): Promise<CalendarSent> => sendCalendar(deps, order),
  sayNoEvent: (order: NoEventOrder): Promise<void> => sayNoEvent(deps, order),
  async answerTap({ user_id, query_id, answer }: AnswerOrder): Promise<Answered> {
    const person = await deps.reader.person(user_id);
    return { answered: await answerQuery(deps, query_id, answer, person?.lang ?? 'ru') };
  },
});
