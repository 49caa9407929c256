import type { Bot, Person } from './types.ts';
import type { User } from './wire.ts';
import type { World } from './world.ts';

export type NewPerson = {
  id?: number | undefined;
  first_name: string;
  last_name?: string | undefined;
  username?: string | undefined;
  language_code?: string | undefined;
  phone?: string | undefined;
};

export function addPerson(world: World, input: NewPerson): Person {
  let id = input.id ?? 700_000_000 + world.number();
  while (input.id === undefined && world.people.has(id)) id += 1;
  const person: Person = {
    id,
    first_name: input.first_name,
    last_name: input.last_name,
    username: input.username,
    language_code: input.language_code,
    phone: input.phone ?? `7900${String(id).slice(-7).padStart(7, '0')}`,
  };
  world.people.set(id, person);
  world.emit({ type: 'person', person });
  return person;
}

export function personUser(person: Person): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.first_name,
    last_name: person.last_name,
    username: person.username,
    language_code: person.language_code,
  };
}

export function botUser(bot: Bot): User {
  return { id: bot.id, is_bot: true, first_name: bot.name, username: bot.username };
}

export function userById(world: World, id: number): User | undefined {
  const person = world.people.get(id);
  if (person) return personUser(person);
  const bot = world.bots.get(id);
  return bot && botUser(bot);
}
