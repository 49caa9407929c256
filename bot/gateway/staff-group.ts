import type { BotUpdate, InGroup } from '../../contracts/events/bot-update.ts';
import { connectingText } from '../../core/messages/staff-group.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { AdminApi, Asked, TelegramIn } from '../ports.ts';
import type { Delivered } from './deliver.ts';

type Deps = {
  readonly api: AdminApi;
  readonly telegram: Pick<TelegramIn, 'say' | 'managesTopics'>;
};

/** What came from a group: who may do it, and whose topic it is, the API knows. Repeated, it is kept once. */
export async function deliverFromGroup(
  { api, telegram }: Deps,
  update: BotUpdate,
  act: InGroup,
): Promise<Delivered> {
  const { update_id, telegram_id, chat_id, language_code } = update;
  const say = async (text: string | undefined, thread: number | null) => {
    if (text !== undefined) await telegram.say(chat_id, text, thread);
  };
  switch (act.did) {
    case 'code': {
      const { code_hash, title, forum, thread_id } = act;
      const manages = forum ? await telegram.managesTopics(chat_id) : false;
      if (manages === 'away')
        return { became: 'needs_api', reason: 'Telegram does not say what the bot may' };
      const whose = { telegram_id, chat_id, language_code };
      const asked = { ...whose, title, code_hash, forum, manages_topics: manages };
      return after(await api.connectGroup(asked), async ({ outcome, lang }) => {
        await say(connectingText(outcome, lang), thread_id);
        return `a code in a group: ${outcome}`;
      });
    }
    case 'said': {
      const { did: _did, ...said } = act;
      const kept = await api.storeTopicSaid({ ...said, update_id, telegram_id, chat_id });
      return after(kept, async ({ heard }) => `said in a topic: ${heard}`);
    }
    case 'topic': {
      const { thread_id, closed } = act;
      const noted = await api.topicState({ update_id, telegram_id, chat_id, thread_id, closed });
      return after(noted, async () => `a topic was ${closed ? 'closed' : 'opened'}`);
    }
    case 'lost':
      return after(await api.groupLost({ chat_id, why: act.why }), async () => `a group: ${act.why}`);
    default:
      return assertNever(act);
  }
}

async function after<T>(asked: Asked<T>, then: (value: T) => Promise<string>): Promise<Delivered> {
  if (asked.asked === 'ok') return { became: 'done', what: await then(asked.value) };
  const became = asked.asked === 'away' ? 'needs_api' : 'refused';
  return { became, reason: asked.reason };
}
