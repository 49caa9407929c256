import type { UserId } from '../../core/shared/ids.ts';
import type { StaffGroups } from '../ports/staff-group.ts';
import type { AuditWriter } from '../ports.ts';
import { type Handler, type Handlers, isHouse } from './handler.ts';

export type StaffGroupDeps = {
  readonly groups: StaffGroups;
  readonly audit: AuditWriter;
  /** Wakes somebody's conversation; an answer it misses is found within minutes, what is only told in the topic waits for the next word. */
  readonly sendNow: (user: UserId) => Promise<unknown>;
};
type Names = 'connectGroup' | 'groupLost' | 'topicSaid' | 'topicState';

/** What the bot hears in groups of coordinators. */
export const staffGroup = ({ groups, audit, sendNow }: StaffGroupDeps): Pick<Handlers, Names> => {
  const byHand = (user: UserId) => ({ user_id: user, role: 'admin', channel: 'tg_bot' }) as const;
  const connectGroup: Handler<'connectGroup'> = async ({ body, company, trace_id }) => {
    if (!isHouse(company)) return { problem: 'missing_scope' };
    const { outcome, lang, by } = await groups.connect(body);
    if (by) {
      const whose = { company_id: by.company_id, by: byHand(by.user), trace_id };
      await audit.write({ ...whose, what: 'group.created', target: by.company_id, title: body.title });
    }
    return { body: { outcome, lang } };
  };
  const groupLost: Handler<'groupLost'> = async ({ body, company }) => {
    if (!isHouse(company)) return { problem: 'missing_scope' };
    return { body: { changed: await groups.lost(body) } };
  };
  const topicSaid: Handler<'topicSaid'> = async ({ body, company, trace_id }) => {
    if (!isHouse(company)) return { problem: 'missing_scope' };
    const { heard, kept, wake } = await groups.said(body);
    if (kept) {
      const { company_id, by, user: target, key } = kept;
      await audit.write({ company_id, by: byHand(by), what: 'conversation.answered', target, key, trace_id });
    }
    if (wake) await sendNow(wake);
    return { body: { heard } };
  };
  const topicState: Handler<'topicState'> = async ({ body, company, trace_id }) => {
    if (!isHouse(company)) return { problem: 'missing_scope' };
    const done = await groups.topic(body);
    if (done) {
      const what = body.closed ? ('conversation.closed' as const) : ('conversation.opened' as const);
      const { company_id, by, user: target } = done;
      const key = `topic:${body.bot_id}:${body.update_id}`;
      await audit.write({ company_id, by: byHand(by), what, target, key, trace_id });
    }
    return { body: { changed: done !== undefined } };
  };
  return { connectGroup, groupLost, topicSaid, topicState };
};
