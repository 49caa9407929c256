import { plain } from '../../core/i18n/t.ts';
import { exportDocument } from '../../core/messages/person/privacy.ts';
import type { MeDeps } from './deps.ts';
import { message } from './pages/message.tsx';
import { ErasePage, OwnDataPage } from './pages/own-data.tsx';
import type { MeHandlers } from './request.ts';

type Names = 'ownData' | 'exportData' | 'erasePage' | 'eraseData';

/** What the bot’s /privacy does, for people without Telegram; also for who was taken off the list. */
export const ownData = ({ data, clock }: MeDeps): Pick<MeHandlers, Names> => ({
  async ownData({ lang }) {
    return { page: <OwnDataPage lang={lang} />, title: plain('me.data.title', lang) };
  },

  async exportData({ guest, lang }) {
    return { file: exportDocument(await data.everythingAbout(guest.user_id), lang) };
  },

  async erasePage({ guest, lang }) {
    return { page: <ErasePage guest={guest} lang={lang} />, title: plain('me.erase.title', lang) };
  },

  async eraseData({ guest, lang }) {
    const done = await data.erase(guest.user_id, await clock());
    if (done === 'erased') return { ...message('erased', lang), ended: true };
    const page = <ErasePage guest={guest} lang={lang} refused={done} />;
    return { page, title: plain('me.erase.title', lang), status: 409 as const };
  },
});
