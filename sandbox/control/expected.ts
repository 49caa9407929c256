import { ActError } from '../acts/kit.ts';
import type { NewPerson } from '../state/people.ts';
import type { World } from '../state/world.ts';
import { type ControlRequest, Fields, type Route } from './request.ts';

export type Expected = NewPerson & { id: number };
const most = 200;

/** Whom a bot has on its list and nobody plays yet: somebody who is there already is not expected any more. */
export const expectedIn = (world: World): readonly Expected[] =>
  world.expected.filter(({ id }) => !world.people.has(id));

function readOne(given: unknown): Expected {
  const one = new Fields(given);
  const id = one.maybeId('id', 1);
  if (id === undefined) throw new ActError(400, '"id" is missing');
  return {
    id,
    first_name: one.maybeName('first_name') ?? String(id),
    last_name: one.maybeText('last_name'),
    username: one.maybeText('username'),
    language_code: one.maybeText('language_code'),
  };
}

/** Said as often as one likes: what is the same is no news. */
function expect({ control, body }: ControlRequest) {
  const { world } = control.kit;
  const given = body.all()['people'];
  if (!Array.isArray(given) || given.length > most)
    throw new ActError(400, `"people" must be a list of at most ${most}`);
  const people = given.map(readOne);
  if (JSON.stringify(people) !== JSON.stringify(world.expected)) {
    world.expected = people;
    world.emit({ type: 'expected', people });
  }
  return { expected: expectedIn(world).length };
}

export const expectedRoutes: readonly Route[] = [{ verb: 'POST', pattern: '/expected', handle: expect }];
