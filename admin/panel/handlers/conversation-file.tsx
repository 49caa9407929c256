import { plain } from '../../../core/i18n/t.ts';
import { isObjectId, userId } from '../../../core/shared/ids.ts';
import { Message } from '../pages/message.tsx';
import type { KeptFile, PeoplesFiles, TalkDesk } from '../ports/conversations.ts';
import type { PanelHandlers } from '../request.ts';

export type ConversationFileDeps = {
  readonly talks: Pick<TalkDesk, 'file'>;
  readonly peoplesFiles: PeoplesFiles;
};

/** What somebody sent with their words; it stays with Telegram, and passes through here. */
export const conversationFile = ({
  talks,
  peoplesFiles,
}: ConversationFileDeps): Pick<PanelHandlers, 'conversationFile'> => ({
  async conversationFile({ params, visitor, lang }) {
    const { id, message } = params;
    if (!isObjectId(id) || !isObjectId(message)) return { not: 'found' };
    const file = await talks.file(visitor.company_id, userId(id), message);
    if (!file) return { not: 'found' };
    const opened = await peoplesFiles.open(file.file_id);
    if (typeof opened !== 'string') return { file: { ...kindOf(file), parts: opened.parts } };
    const title = plain('panel.talk.file_not', lang);
    return {
      page: <Message title={title} text={plain(because[opened], lang)} lang={lang} />,
      title,
      at: 'conversations',
      status: opened === 'away' ? 503 : 404,
    };
  },
});

const because = {
  large: 'panel.talk.file_large_gone',
  gone: 'panel.talk.file_gone',
  away: 'panel.talk.file_away',
} as const;

/** What a file says of itself is its sender's word: only what Telegram made itself is shown, the rest is saved. */
function kindOf({ kind, name }: KeptFile) {
  switch (kind) {
    case 'photo':
      return { name: 'photo.jpg', type: 'image/jpeg', raw: 'shown' } as const;
    case 'voice':
      return { name: 'voice.ogg', type: 'audio/ogg', raw: 'shown' } as const;
    default:
      return { name: name ?? kind, type: 'application/octet-stream', raw: 'saved' } as const;
  }
}
