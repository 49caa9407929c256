import type { Html } from './html.ts';

/** The names in a message: `{title}` and `{n, plural, …}`; what stands inside a plural's branches has spaces or #. */
type Inner<Text extends string> = Text extends `${string}{${infer Rest}`
  ? Rest extends `${infer Name}}${infer Tail}`
    ? NameOf<Name> | Inner<Name> | Inner<Tail>
    : never
  : never;
type NameOf<Text extends string> = Text extends `${infer Name},${string}` ? Word<Name> : Word<Text>;
type Word<Text extends string> = Text extends `${string}${' ' | '#' | '{'}${string}` ? never : Text;

/** What a message wants to be given: a type error here is a text without its value, or a value without its text. */
export type ParamsOf<Text extends string, Foreign> = [Inner<Text>] extends [never]
  ? readonly []
  : readonly [params: { readonly [Name in Inner<Text>]: Foreign }];

/** Strings are foreign: they are cleaned and escaped. Only what is marked as HTML goes through. */
export type HtmlParam = string | number | Html;
export type PlainParam = string | number;
