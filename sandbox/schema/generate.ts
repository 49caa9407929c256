import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Makes JSON Schemas of the Bot API from the types that grammY's people keep. The generator brings
// an older TypeScript of its own, because ours has no interface for programs.

const require = createRequire(import.meta.url);
/** Raise it when what is generated from the same types changes. */
const generation = '2';

type Node = { getText(): string };
type Signature = Node & { name: { text: string }; parameters: { type: Node }[]; type: Node };
type Compiler = {
  ScriptTarget: { Latest: number };
  createSourceFile(
    name: string,
    text: string,
    target: number,
    parents: boolean,
  ): { statements: (Node & { name?: { text: string }; type?: { members: Signature[] } })[] };
  isTypeAliasDeclaration(node: unknown): boolean;
  isMethodSignature(node: unknown): boolean;
};
type Generator = {
  createGenerator(options: Record<string, unknown>): { createSchema(type: string): Schema };
};
type Definition = { properties?: Record<string, unknown>; required?: string[] };
export type Schema = { definitions: Record<string, Definition> };

const version = (name: string) =>
  (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;

/** Schemas under `definitions.Wire.properties`: `<method>_request`, `<method>_result`, `update`. */
export async function botApiSchema(methods: readonly string[]): Promise<Schema> {
  const parts = [generation, version('@grammyjs/types'), version('ts-json-schema-generator'), ...methods];
  const key = createHash('sha256').update(parts.join()).digest('hex').slice(0, 16);
  const types = dirname(require.resolve('@grammyjs/types/package.json'));
  const cache = join(types, '../../.cache/bot-api-schema');
  const file = join(cache, `${key}.json`);
  const cached = readCached(file);
  if (cached) return cached;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'work-'));
  try {
    const schema = await generate(types, work, methods);
    // Moved into place, so that a reader in another process never meets half a file.
    writeFileSync(join(work, 'schema.json'), JSON.stringify(schema));
    renameSync(join(work, 'schema.json'), file);
    return schema;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readCached(file: string): Schema | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Schema;
  } catch {
    return null;
  }
}

async function generate(types: string, work: string, methods: readonly string[]): Promise<Schema> {
  const generatorPath = require.resolve('ts-json-schema-generator');
  const compiler = createRequire(generatorPath)('typescript') as Compiler;
  const generator = (await import(generatorPath)) as Generator;
  for (const name of readdirSync(types).filter((one) => one.endsWith('.d.ts')))
    writeFileSync(join(work, name), readable(readFileSync(join(types, name), 'utf8')));
  const entry = join(work, 'wire.ts');
  const config = join(work, 'tsconfig.json');
  const source = readFileSync(join(work, 'methods.d.ts'), 'utf8');
  writeFileSync(entry, `${source}\n${wireInterface(compiler, source, methods)}`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [entry] }));
  const schema = generator
    .createGenerator({
      path: entry,
      tsconfig: config,
      type: 'Wire',
      skipTypeCheck: true,
      expose: 'export',
      jsDoc: 'none',
      additionalProperties: false,
    })
    .createSchema('Wire');
  return repaired(schema, readFileSync(join(types, 'message.d.ts'), 'utf8'));
}

/** What got lost on the way: the part that each kind of message must have, and replies inside messages. */
function repaired(schema: Schema, messages: string): Schema {
  for (const [, kind, part] of messages.matchAll(/type (\w+) = \w+ & MsgWith<"(\w+)">/g)) {
    const found = schema.definitions[`Message.${kind}`];
    if (found && part) found.required = [...(found.required ?? []), part];
  }
  for (const { properties } of Object.values(schema.definitions))
    if (properties && 'reply_to_message' in properties)
      properties['reply_to_message'] = { $ref: '#/definitions/Message' };
  return schema;
}

/** Spells out shorthands of the types that the generator reads wrongly or gives up on. */
const readable = (source: string) =>
  source
    .replaceAll(/Partial<MsgWith<"(\w+)">>/g, '{ $1?: Message["$1"] }')
    .replaceAll(/MsgWith<"(\w+)">/g, '{ $1: Message["$1"] }')
    .replaceAll('reply_to_message: undefined;', '');

const compilerOptions = {
  strict: true,
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** The generator cannot follow `Parameters<…>`, so the signatures' own texts are spelt out. */
function wireInterface(compiler: Compiler, source: string, methods: readonly string[]): string {
  const file = compiler.createSourceFile('methods.d.ts', source, compiler.ScriptTarget.Latest, true);
  const alias = file.statements.find(
    (node) => compiler.isTypeAliasDeclaration(node) && node.name?.text === 'ApiMethods',
  );
  const signatures = (alias?.type?.members ?? []).filter((node) => compiler.isMethodSignature(node));
  const lines = methods.flatMap((method) => {
    const found = signatures.find((one) => one.name.text === method);
    if (!found) throw new Error(`@grammyjs/types does not know ${method}`);
    const input = found.parameters[0];
    return [
      `${method}_request: ${input ? input.type.getText() : '{}'};`,
      `${method}_result: ${found.type.getText()};`,
    ];
  });
  // Files travel beside the parameters; in their place stands a name.
  return `type F = string;\nexport interface Wire {\n  update: Update;\n  ${lines.join('\n  ')}\n}\n`;
}
