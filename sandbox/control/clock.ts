import { ActError } from '../acts/kit.ts';
import type { World } from '../state/world.ts';
import type { ControlRequest, Route } from './request.ts';

export const clockView = (world: World) => ({
  offset_ms: world.offsetMs,
  now: world.shownNow(),
  real_now: world.clock.now(),
});

const year = 365 * 24 * 3_600_000;
/** Further on, dates cannot be shown, and there is no way back but a reset. */
const furthestMs = 20 * year;

/** The sandbox's clock only goes forward: what has happened cannot become the future again. */
function move({ control, body }: ControlRequest) {
  const { world } = control.kit;
  const to = body.maybeText('to');
  const wanted =
    body.maybeNumber('offset_ms') ??
    (to === undefined ? undefined : Date.parse(to) - world.clock.now()) ??
    world.offsetMs + body.number('advance_ms');
  if (Number.isNaN(wanted)) throw new ActError(400, '"to" must be a date such as 2026-11-26T11:00:00+03:00');
  if (wanted < world.offsetMs) throw new ActError(400, 'the clock only goes forward');
  if (wanted > furthestMs) throw new ActError(400, 'the clock goes twenty years ahead at most');
  world.offsetMs = Math.round(wanted);
  world.emit({ type: 'clock', offset_ms: world.offsetMs, now: world.shownNow() });
  return clockView(world);
}

export const clockRoutes: readonly Route[] = [
  { verb: 'GET', pattern: '/clock', handle: ({ control }) => clockView(control.kit.world) },
  { verb: 'POST', pattern: '/clock', handle: move },
];
