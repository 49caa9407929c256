import { runVerb } from './verb.ts';
import { verbs } from './verbs.ts';

process.exit(await runVerb(verbs, process.argv.slice(2)));
