import { isLang } from '../../core/i18n/lang.ts';
import { plain } from '../../core/i18n/t.ts';
import { field } from '../panel/request.ts';
import { tokenHash } from '../security/callers.ts';
import { newToken } from '../security/sessions.ts';
import { guessLimit, type MeDeps } from './deps.ts';
import { message } from './pages/message.tsx';
import type { MeHandlers } from './request.ts';
import { isPage, meRoutes } from './routes.ts';

const tokenShape = /^[\w-]{20,64}$/;

/** The link, the language, the way out. */
export const entering = ({
  visits,
  throttle,
  botUsername,
  clock,
}: MeDeps): Pick<MeHandlers, 'open' | 'language' | 'leave'> => ({
  async open({ query, language, address, lang }) {
    const token = field(query, 'i');
    const visit = newToken();
    const now = await clock();
    const opened = tokenShape.test(token)
      ? await visits.open({
          invite_hash: tokenHash(token),
          visit_hash: tokenHash(visit),
          language,
          now,
        })
      : 'unknown';
    if (opened === 'opened') return { go_to: meRoutes.home.path, visit };
    if (opened === 'telegram') {
      const bot = await botUsername();
      const way = bot && { to: `https://t.me/${bot}`, text: plain('me.telegram.open', lang) };
      return { ...message('telegram', lang, way || undefined), status: 410 };
    }
    const tried = await throttle.count([{ what: 'person_link', who: address, limit: guessLimit }], now);
    return tried.ok ? { ...message('old', lang), status: 404 } : { ...message('many', lang), status: 429 };
  },

  async language({ form, guest }) {
    const lang = field(form, 'lang');
    const from = field(form, 'from');
    const go_to = isPage(from) ? from : meRoutes.home.path;
    if (!isLang(lang)) return { go_to };
    if (guest) await visits.speak(guest.user_id, lang);
    return { go_to, lang, ...(guest && { flash: 'me.flash.language' as const }) };
  },

  async leave({ visit, lang }) {
    if (visit !== undefined) await visits.end(visit);
    return { ...message('left', lang), ended: true };
  },
});
