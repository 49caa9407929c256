import { parseArgs } from 'node:util';

type Option = {
  readonly what: string;
  /** It takes a value, shown as this. */
  readonly value?: string;
  readonly required?: true;
};
export type Usage = {
  readonly what: string;
  readonly options?: Readonly<Record<string, Option>>;
  /** Words without dashes: `zapis role bot worker`. */
  readonly words?: { readonly name: string; readonly least: number; readonly most: number };
};

export type Given = {
  readonly words: readonly string[];
  has(option: string): boolean;
  text(option: string): string | undefined;
  /** Of an option that is required: it is there. */
  needed(option: string): string;
};

export type Read =
  | { readonly kind: 'given'; readonly given: Given }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string };

/** Everything that is wrong is said, with the line that would be right; nothing is guessed. */
export function readArguments(verb: string, usage: Usage, argv: readonly string[]): Read {
  const options = { ...usage.options };
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries([
      ['help', { type: 'boolean' as const, short: 'h' }],
      ...Object.entries(options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ]),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (values['help'] === true) return { kind: 'help', text: helpText(verb, usage) };

  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const known = (name: string) => Object.hasOwn(options, name);
  const named = tokens.filter((token) => token.kind === 'option');
  // Without `=` an option that follows is not the value.
  const swallowed = (name: string) =>
    named.some((one) => one.name === name && one.inlineValue === false && one.value?.startsWith('--'));
  const faults = [
    ...named.filter(({ name }) => !known(name)).map(({ rawName }) => `${rawName}: there is no such option.`),
    ...named
      .filter(({ name, value }) => known(name) && options[name]?.value === undefined && value !== undefined)
      .map(({ rawName }) => `${rawName} takes no value.`),
    ...Object.entries(options)
      .filter(
        ([name, { value }]) =>
          value !== undefined && name in values && (swallowed(name) || !text(name)?.trim()),
      )
      .map(([name, { value }]) => `--${name} wants a value: ${value}.`),
    ...Object.entries(options)
      .filter(([name, { required }]) => required && !(name in values))
      .map(([name]) => `--${name} is missing.`),
    ...wordFaults(usage, positionals),
  ];
  if (faults.length > 0) return { kind: 'wrong', text: `${faults.join('\n')}\n${usageLine(verb, usage)}` };
  const given: Given = {
    words: positionals,
    has: (name) => name in values,
    text,
    needed: (name) => text(name) ?? '',
  };
  return { kind: 'given', given };
}

function wordFaults({ words }: Usage, given: readonly string[]): string[] {
  if (words === undefined) return given.map((word) => `"${word}": nothing is expected here.`);
  if (given.length < words.least) return [`${words.name} is missing.`];
  return given.slice(words.most).map((word) => `"${word}": nothing is expected here.`);
}

export function usageLine(verb: string, { options = {}, words }: Usage): string {
  const parts = Object.entries(options).map(([name, { value, required }]) => {
    const written = value === undefined ? `--${name}` : `--${name} ${value}`;
    return required ? written : `[${written}]`;
  });
  return [
    'Usage: zapis',
    verb,
    ...(words ? [words.least > 0 ? words.name : `[${words.name}]`] : []),
    ...parts,
  ].join(' ');
}

function helpText(verb: string, usage: Usage): string {
  const shown = Object.entries(usage.options ?? {}).map(
    ([name, { value, what }]) => [value === undefined ? `--${name}` : `--${name} ${value}`, what] as const,
  );
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  const lines = shown.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
  return [usageLine(verb, usage), '', usage.what, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}
