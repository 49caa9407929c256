import { answerCallback } from '../../state/callbacks.ts';
import type { Methods } from '../context.ts';
import { badRequest, queryTooOld } from '../errors.ts';

export const callbacks: Methods = {
  answercallbackquery({ kit, bot, params }) {
    const text = params.text('text');
    const url = params.text('url');
    if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    const isOwnLink = new RegExp(`^(https?://)?(t\\.me/|telegram\\.me/)${bot.username}\\?start=`, 'i');
    if (url !== '' && !isOwnLink.test(url)) throw badRequest('URL_INVALID');
    const answered = answerCallback(kit.world, bot.id, params.text('callback_query_id'), {
      alert: params.flag('show_alert'),
      ...(text && { text }),
      ...(url && { url }),
    });
    if (!answered) throw queryTooOld();
    return true;
  },
};
