import { expect, test } from 'vitest';
import type { Rendered } from '../rendering/render.ts';
import { keepList, keepMenu, type Menus } from './menu.ts';

function chat() {
  let next = 100;
  let anchor: Awaited<ReturnType<Menus['read']>>['anchor'] = null;
  let lists: readonly number[] = [];
  const stands = new Map<number, Rendered['menu']>();
  const known = new Map<string, number>();
  const commands: string[][] = [];
  const menus: Menus = {
    read: async () => ({ anchor, lists }),
    anchored: async (_chat, now) => {
      anchor = now;
    },
    listed: async (_chat, now) => {
      lists = now;
    },
  };
  const messenger = {
    async send(_chat: number, message: Rendered, key: string, after?: (id: number) => Promise<void>) {
      const id = known.get(key) ?? next++;
      known.set(key, id);
      stands.set(id, message.menu);
      await after?.(id);
      return 'sent' as const;
    },
    async remove(_chat: number, id: number) {
      stands.delete(id);
      return true;
    },
    async commands(_chat: number, lines: readonly { readonly command: string }[]) {
      commands.push(lines.map(({ command }) => command));
    },
  };
  return { deps: { menus, messenger }, stands, commands, shown: () => [...stands.values()] };
}

let n = 0;
const olga = (lang: 'ru' | 'en' = 'en') =>
  ({ chat: 7, duty: 'admin', roles: ['admin'], lang, key: `request:7:${(n += 1)}` }) as const;
const nobody = () => ({ ...olga(), duty: undefined, roles: ['candidate'] }) as const;

test('one message carries the keyboard, however often somebody starts, and its commands stand under “/”', async () => {
  const { deps, shown, commands } = chat();
  for (const anew of [true, true, false]) await keepMenu(deps, olga(), anew);
  expect(shown()).toEqual([[['📅 Today', '🗓 Week'], ['🔎 Find']]]);
  expect(commands[0]).toContain('find');
});

test('the same request again is the same message', async () => {
  const { deps, shown, stands } = chat();
  const once = olga();
  await keepMenu(deps, once, true);
  const [first] = stands.keys();
  await keepMenu(deps, once, true);
  expect([...stands.keys()]).toEqual([first]);
  expect(shown()).toHaveLength(1);
});

test('another language and another duty are another keyboard in its place', async () => {
  const { deps, shown } = chat();
  await keepMenu(deps, olga(), true);
  await keepMenu(deps, olga('ru'), false);
  expect(shown()).toEqual([[['📅 Сегодня', '🗓 Неделя'], ['🔎 Найти']]]);
  await keepMenu(deps, { ...olga(), duty: 'specialist' }, false);
  expect(shown()).toEqual([[['📅 Today', '🗓 Week']]]);
});

test('what an older version put under “/” is replaced at their next press, and so is the list of who may book now, too', async () => {
  const { deps, commands } = chat();
  await deps.menus.anchored(7, { message_id: 99, shows: 'admin:en' });
  for (const _press of [1, 2]) await keepMenu(deps, olga(), false);
  expect(commands).toHaveLength(1);
  expect(commands[0]).toEqual(expect.arrayContaining(['projects', 'tasks', 'servers']));
  await keepMenu(deps, { ...olga(), roles: ['admin', 'candidate'] }, false);
  expect(commands.at(-1)).toContain('slots');
});

test('who only looks on has what they may type under “/”, no keyboard, and hears nothing of it', async () => {
  const { deps, shown, commands } = chat();
  const vera = () => ({ ...olga(), duty: 'viewer', roles: ['viewer'] }) as const;
  for (const anew of [true, true, false]) await keepMenu(deps, vera(), anew);
  expect(commands).toEqual([['projects', 'language', 'help', 'privacy', 'stop']]);
  await keepMenu(deps, { ...vera(), roles: ['viewer', 'candidate'] }, false);
  expect(commands.at(-1)).toContain('slots');
  expect(shown()).toEqual([]);
  // From looking on to looking after, and back.
  await keepMenu(deps, olga(), false);
  await keepMenu(deps, vera(), false);
  expect(shown()).toEqual([null]);
  expect(commands.at(-1)).not.toContain('today');
  await keepMenu(deps, nobody(), false);
  expect(commands.at(-1)).toContain('slots');
  const heard = commands.length;
  await keepMenu(deps, nobody(), false);
  expect([shown(), commands.length]).toEqual([[null], heard]);
});

test('from whoever is no staff any more it is taken away, once; who never was hears nothing of it', async () => {
  const { deps, shown, commands } = chat();
  await keepMenu(deps, nobody(), true);
  expect(shown()).toEqual([]);
  await keepMenu(deps, olga(), true);
  await keepMenu(deps, nobody(), true);
  await keepMenu(deps, nobody(), true);
  expect(shown()).toEqual([null]);
  expect(commands.at(-1)).not.toContain('find');
});

test('a list takes the place of those before it, and of nothing else', async () => {
  const { deps, stands } = chat();
  for (const id of [1, 2, 3]) stands.set(id, undefined);
  await keepList(deps, 7, 2, 'today');
  await keepList(deps, 7, 3, 'week');
  await keepList(deps, 7, 3, 'week');
  expect([...stands.keys()]).toEqual([1, 3]);
});
