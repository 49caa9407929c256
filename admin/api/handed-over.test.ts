import { expect, test } from 'vitest';
import type { BroadcastCommands, IdentityCache, InboundTexts, People } from '../ports.ts';
import type { Asked } from './handler.ts';
import { broadcastCommand, inboundText } from './kept.ts';
import { reachability } from './reachability.ts';

test('what the bot hands over of everybody’s people is taken from no other company’s program', async () => {
  const kept: string[] = [];
  const people = { reached: async () => kept.push('reached') > 0 } as Partial<People> as People;
  const cache = { drop: async () => undefined } as Partial<IdentityCache> as IdentityCache;
  const texts: InboundTexts = { keep: async () => ({ id: String(kept.push('text')) }) };
  const commands: BroadcastCommands = { keep: async () => ({ broadcast_id: String(kept.push('command')) }) };
  const from = (company: string | null) => {
    const asked = { body: { telegram_id: 7 }, company } as unknown;
    return Promise.all([
      reachability(people, cache)(asked as Asked<'reachability'>),
      inboundText(texts)(asked as Asked<'inboundText'>),
      broadcastCommand(commands)(asked as Asked<'broadcastCommand'>),
    ]);
  };
  for (const reply of await from('acme')) expect(reply).toEqual({ problem: 'missing_scope' });
  expect(kept).toEqual([]);
  for (const house of [null, 'default'])
    for (const reply of await from(house)) expect(reply).toHaveProperty('body');
  expect(kept).toHaveLength(6);
});
