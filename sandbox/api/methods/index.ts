import type { Methods } from '../context.ts';
import { callbacks } from './callbacks.ts';
import { chats } from './chats.ts';
import { commands } from './commands.ts';
import { copying } from './copying.ts';
import { deleting } from './deleting.ts';
import { editing } from './editing.ts';
import { media } from './media.ts';
import { receiving } from './receiving.ts';
import { texts } from './texts.ts';
import { topics } from './topics.ts';

/** Every method the emulator knows, in small letters: Telegram does not care about their case. */
export const methods: Methods = {
  ...receiving,
  ...texts,
  ...media,
  ...editing,
  ...deleting,
  ...copying,
  ...callbacks,
  ...commands,
  ...chats,
  ...topics,
};
