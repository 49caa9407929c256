import type { Content } from '../../state/wire.ts';
import { chatFor, topicFor } from '../access.ts';
import type { Methods } from '../context.ts';
import { badRequest } from '../errors.ts';
import { readLinkPreview, readText, sendAndTell } from '../send.ts';

const actions: ReadonlySet<string> = new Set([
  'cancel',
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'record_audio',
  'upload_audio',
  'upload_document',
  'choose_sticker',
  'pick_up_location',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

export const texts: Methods = {
  sendmessage: (context) =>
    sendAndTell(context, (): Content => {
      const preview = readLinkPreview(context);
      return { ...readText(context), ...preview };
    }),
  sendchataction(context) {
    const { params, kit, bot } = context;
    const action = params.text('action').toLowerCase();
    if (!actions.has(action)) throw badRequest('Wrong parameter action in request');
    const dialog = chatFor(context, 'write');
    const threadId = topicFor(context, dialog);
    kit.world.emit({ type: 'typing', dialog: dialog.key, bot_id: bot.id, action, thread_id: threadId });
    return true;
  },
};
