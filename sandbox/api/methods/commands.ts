import { botView } from '../../state/bots.ts';
import { type CommandScope, scopeKey } from '../../state/commands.ts';
import type { BotCommand, Json } from '../../state/wire.ts';
import { chatFor, chatNamed } from '../access.ts';
import type { Context, Methods } from '../context.ts';
import { badRequest } from '../errors.ts';
import { isObject, requiredInt, requiredObject, requiredString, within } from '../fields.ts';

function readScope(context: Context): CommandScope {
  const value = context.params.json('scope', "Can't parse BotCommandScope JSON object");
  if (value === undefined) return { type: 'default' };
  return within("Can't parse BotCommandScope", () => scopeOf(context, value));
}

function scopeOf(context: Context, value: Json): CommandScope {
  if (!isObject(value)) throw badRequest('BotCommandScope must be an Object');
  const type = requiredString(value, 'type');
  switch (type) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
    case 'all_chat_administrators':
      return { type };
    case 'chat':
    case 'chat_administrators':
    case 'chat_member': {
      const named = requiredString(value, 'chat_id');
      if (named === '') throw badRequest('Empty chat_id specified');
      const { chatId } = chatNamed(context, named, 'read');
      if (type !== 'chat_member') return { type, chatId };
      const userId = requiredInt(value, 'user_id');
      if (userId <= 0) throw badRequest('Invalid user_id specified');
      return { type, chatId, userId };
    }
    default:
      throw badRequest('Unsupported type specified');
  }
}

function readLanguage({ params }: Context): string {
  const code = params.text('language_code');
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('Invalid language code specified');
  return code;
}

function readCommands({ params }: Context): BotCommand[] {
  const value = params.json('commands', "Can't parse commands JSON object");
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest('Expected an Array of BotCommand');
  if (value.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return value.map((one) => checked(within("Can't parse BotCommand", () => readCommand(one))));
}

function readCommand(value: Json): BotCommand {
  if (!isObject(value)) throw badRequest('expected an Object');
  return {
    command: requiredString(value, 'command'),
    description: requiredString(value, 'description'),
  };
}

function checked(given: BotCommand): BotCommand {
  const command = given.command.trim().replace(/^\//, '');
  const description = given.description.trim();
  if (command === '') throw badRequest('Command must be non-empty');
  if (command.length > 32) throw badRequest('Command length must not exceed 32');
  if (description === '') throw badRequest('Command description must be non-empty');
  if (description.length > 256) throw badRequest('Command description length must not exceed 256');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  return { command, description };
}

function readMenuButton({ params }: Context): Json {
  const value = params.json('menu_button', "Can't parse menu button JSON object");
  if (value === undefined) return { type: 'default' };
  return within("Can't parse menu button", () => {
    if (!isObject(value)) throw badRequest('MenuButton must be an Object');
    const type = requiredString(value, 'type');
    if (type === 'default' || type === 'commands') return { type };
    if (type !== 'web_app') throw badRequest('MenuButton has unsupported type');
    const text = requiredString(value, 'text');
    return { type, text, web_app: { url: requiredString(requiredObject(value, 'web_app'), 'url') } };
  });
}

const menuKey = (context: Context) => {
  if (context.params.text('chat_id') === '') return 'default';
  const dialog = chatFor(context, 'read');
  if (dialog.kind !== 'private') throw badRequest('chat not found');
  return String(dialog.chatId);
};

const tell = ({ kit, bot }: Context) => kit.world.emit({ type: 'bot', bot: botView(bot) });

export const commands: Methods = {
  setmycommands(context) {
    const list = readCommands(context);
    const key = scopeKey(readScope(context), readLanguage(context));
    if (list.length === 0) Reflect.deleteProperty(context.bot.commands, key);
    else context.bot.commands[key] = list;
    tell(context);
    return true;
  },
  deletemycommands(context) {
    const key = scopeKey(readScope(context), readLanguage(context));
    Reflect.deleteProperty(context.bot.commands, key);
    tell(context);
    return true;
  },
  getmycommands: (context) => context.bot.commands[scopeKey(readScope(context), readLanguage(context))] ?? [],
  setchatmenubutton(context) {
    const button = readMenuButton(context);
    context.bot.menuButtons[menuKey(context)] = button;
    tell(context);
    return true;
  },
  getchatmenubutton: ({ bot, ...rest }) =>
    bot.menuButtons[menuKey({ bot, ...rest })] ?? bot.menuButtons['default'] ?? { type: 'commands' },
};
