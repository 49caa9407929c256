// Writes docs/workers.schema.json; scripts/house/workers.test.ts fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { workersSchema } from './workers-schema.ts';

writeFileSync(new URL('../docs/workers.schema.json', import.meta.url), workersSchema());
