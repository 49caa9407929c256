// `npm test`: every check and every test, from nothing. `--only verify,unit` runs a part; scripts/test/main.ts knows the names.
import { enter } from './bootstrap/enter.mjs';

await enter('scripts/test/main.ts', process.argv.slice(2));
