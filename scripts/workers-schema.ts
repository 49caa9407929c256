import { z } from 'zod';
import { streamSchemas } from '../contracts/workers/streams.ts';

/** docs/workers.schema.json: what a worker that others write may rely on. */
export function workersSchema(): string {
  const defs = Object.entries(streamSchemas).map(([name, schema]) => {
    const { $schema: _draft, ...shape } = z.toJSONSchema(schema, { io: 'input' });
    return [name, shape];
  });
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Streams between Zapis and conversation workers (docs/workers.md)',
    $defs: Object.fromEntries(defs),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
