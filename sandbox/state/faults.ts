import { seeded } from '../random.ts';
import type { World } from './world.ts';

export const callFaults = [
  'too_many_requests',
  'server_error',
  'unauthorized',
  'blocked',
  'hang_before',
  'hang_after',
  'drop_before',
  'drop_after',
  'half_body',
  'slow',
] as const;
export const updateFaults = ['duplicate_update', 'reorder_update'] as const;

type CallFaultKind = (typeof callFaults)[number];
type UpdateFaultKind = (typeof updateFaults)[number];
export type FaultKind = CallFaultKind | UpdateFaultKind;

export type FaultInput = {
  kind: FaultKind;
  /** A method by name, or an update type for faults of updates; any when left out. */
  method?: string | undefined;
  chat?: number | undefined;
  bot?: number | undefined;
  /** 0…1 of the calls that match; all when left out. */
  share?: number | undefined;
  /** How many times it strikes before it is gone; for ever when left out. */
  count?: number | undefined;
  code?: number | undefined;
  description?: string | undefined;
  retry_after?: number | undefined;
  ms?: number | undefined;
};
export type Fault = FaultInput & { id: number; hits: number };

export type Target = { method: string; chat?: number | undefined; bot: number };

/** Failures that somebody asked for: they strike calls and updates that match. */
export class Faults {
  private readonly world: World;
  private rules: Fault[] = [];
  private nextId = 1;
  private random = seeded(1);

  constructor(world: World) {
    this.world = world;
  }

  add(input: FaultInput): Fault {
    const fault = { ...input, id: this.nextId, hits: 0 };
    this.nextId += 1;
    this.rules.push(fault);
    this.changed();
    return fault;
  }

  remove(id: number): boolean {
    const before = this.rules.length;
    this.rules = this.rules.filter((rule) => rule.id !== id);
    this.changed();
    return this.rules.length < before;
  }

  clear(): void {
    this.rules = [];
    this.random = seeded(1);
    this.changed();
  }

  list(): readonly Fault[] {
    return this.rules;
  }

  forCall(target: Target): Fault | undefined {
    return this.strike(target, callFaults);
  }

  forUpdate(target: Target): Fault | undefined {
    return this.strike(target, updateFaults);
  }

  private strike(target: Target, kinds: readonly FaultKind[]): Fault | undefined {
    const rule = this.rules.find(
      (one) => kinds.includes(one.kind) && matches(one, target) && this.random() < (one.share ?? 1),
    );
    if (!rule) return undefined;
    rule.hits += 1;
    if (rule.count !== undefined && rule.hits >= rule.count)
      this.rules = this.rules.filter((one) => one !== rule);
    this.changed();
    return rule;
  }

  private changed(): void {
    this.world.emit({ type: 'faults', faults: this.rules.map((rule) => ({ ...rule })) });
  }
}

function matches(rule: Fault, { method, chat, bot }: Target): boolean {
  if (rule.bot !== undefined && rule.bot !== bot) return false;
  if (rule.chat !== undefined && rule.chat !== chat) return false;
  return rule.method === undefined || rule.method.toLowerCase() === method.toLowerCase();
}
