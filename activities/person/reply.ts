import type { Message } from '../../core/messages/message.ts';
import type { DocumentFile } from './ports.ts';

/** What a person is told, by a name operators can read. */
export type Reply =
  /** `list`: of staff; it takes the place of the lists before it. */
  | { readonly said: string; readonly message: Message; readonly list?: string }
  | { readonly said: string; readonly file: DocumentFile }
  /** The message that was tapped goes away; where Telegram no longer deletes it, it becomes this. */
  | { readonly said: string; readonly hide: Message }
  /** A tap gets it as an alert, and the message it stands on stays as it is; anything else gets it as a message. */
  | { readonly said: string; readonly message: Message; readonly alert: string };
