import { assertNever } from '../../assert-never.ts';
import type { Entity } from '../../state/wire.ts';
import { byteOffset, cantParse, type Formatted } from './common.ts';
import { canonicalTimeFormat, linkEmojiId, linkTime } from './links.ts';

type Kind =
  | 'Bold'
  | 'Italic'
  | 'Underline'
  | 'Strikethrough'
  | 'Spoiler'
  | 'Code'
  | 'Pre'
  | 'PreCode'
  | 'TextUrl'
  | 'CustomEmoji'
  | 'BlockQuote';
type Open = { kind: Kind; argument: string; offset: number; at: number };

const reserved = '_*[]()~`>#+-=|{}.!\n';
const plainTypes: Partial<Record<Kind, string>> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
  Pre: 'pre',
};

export function parseMarkdownV2(source: string): Formatted {
  return new Parser(source).run();
}

const isAscii = (character: string | undefined): character is string =>
  character !== undefined && character >= '\u0001' && character <= '~';

class Parser {
  private readonly source: string;
  private text = '';
  private at = 0;
  private readonly entities: Entity[] = [];
  private readonly open: Open[] = [];
  private inQuote = false;
  private quoteMayStart = true;

  constructor(source: string) {
    this.source = source;
  }

  run(): Formatted {
    for (; this.at < this.source.length; this.at += 1) this.step();
    this.finish();
    return { text: this.text, entities: this.entities };
  }

  private peek(ahead = 0): string | undefined {
    return this.source[this.at + ahead];
  }

  private step(): void {
    const character = this.peek() ?? '';
    const next = this.peek(1);
    if (character === '\\' && isAscii(next)) {
      this.at += 1;
      this.text += next;
      if (next !== '\r') this.quoteMayStart = next === '\n';
      return;
    }
    const inCode = ['Code', 'Pre', 'PreCode'].includes(this.open.at(-1)?.kind ?? '');
    if (!(inCode ? '`' : reserved).includes(character)) {
      if (character !== '\r') this.quoteMayStart = false;
      this.text += character;
      return;
    }
    if (this.endsEntity(character)) this.close(character);
    else this.begin(character);
  }

  private endsEntity(character: string): boolean {
    const top = this.open.at(-1);
    if (!top) return false;
    if (this.inQuote && character === '\n' && this.peek(1) !== '>') return true;
    const double = this.peek(1) === character;
    switch (top.kind) {
      case 'Bold':
        return character === '*';
      case 'Italic':
        return character === '_' && !double;
      case 'Underline':
        return character === '_' && double;
      case 'Strikethrough':
        return character === '~';
      case 'Spoiler':
        return character === '|' && double;
      case 'Code':
        return character === '`';
      case 'Pre':
      case 'PreCode':
        return character === '`' && double && this.peek(2) === '`';
      case 'TextUrl':
      case 'CustomEmoji':
        return character === ']';
      case 'BlockQuote':
        return false;
      default:
        return assertNever(top.kind);
    }
  }

  private begin(character: string): void {
    const at = this.at;
    const push = (kind: Kind, argument = '') =>
      this.open.push({ kind, argument, offset: this.text.length, at });
    const double = this.peek(1) === character;
    if (character === '\n') {
      this.text += '\n';
      this.quoteMayStart = true;
    } else if (character === '>' && this.quoteMayStart) {
      if (!this.inQuote) push('BlockQuote');
      this.inQuote = true;
    } else if (character === '_') {
      push(double ? 'Underline' : 'Italic');
      if (double) this.at += 1;
    } else if (character === '*') push('Bold');
    else if (character === '~') push('Strikethrough');
    else if (character === '[') push('TextUrl');
    else if (character === '|' && double) {
      push('Spoiler');
      this.at += 1;
    } else if (character === '!' && this.peek(1) === '[') {
      push('CustomEmoji');
      this.at += 1;
    } else if (character === '`') {
      if (double && this.peek(2) === '`') this.beginPre(push);
      else push('Code');
    } else
      throw cantParse(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
  }

  private beginPre(push: (kind: Kind, argument?: string) => void): void {
    const body = this.at + 3;
    const language = /^[^\s`]*/.exec(this.source.slice(body))?.[0] ?? '';
    const after = this.source[body + language.length];
    const named = language !== '' && after !== undefined && after !== '`';
    push(named ? 'PreCode' : 'Pre', named ? language : '');
    const start = named ? body + language.length : body;
    const newline = /^(?:\r\n|\n\r|\n|\r)/.exec(this.source.slice(start))?.[0].length ?? 0;
    this.at = start + newline - 1;
  }

  private close(character: string): void {
    let top = this.open.pop();
    if (!top) return;
    let expandable = false;
    if (character === '\n' && top.kind !== 'BlockQuote') {
      // A quote may end with `||`, which opened a spoiler: that makes the quote expandable.
      if (top.kind !== 'Spoiler' || top.at !== this.at - 2) throw this.noEnd(top);
      const below = this.open.pop();
      if (below?.kind !== 'BlockQuote') throw this.noEnd(below ?? top);
      top = below;
      expandable = true;
    }
    this.add(top, expandable);
  }

  private add(top: Open, expandable: boolean): void {
    if (top.kind === 'BlockQuote') {
      this.inQuote = false;
      this.quoteMayStart = true;
      this.text += '\n';
      const type = expandable ? 'expandable_blockquote' : 'blockquote';
      this.entities.push({ type, offset: top.offset, length: this.text.length - top.offset });
      return;
    }
    const place = { offset: top.offset, length: this.text.length - top.offset };
    if (top.kind === 'Underline' || top.kind === 'Spoiler') this.at += 1;
    if (top.kind === 'Pre' || top.kind === 'PreCode') this.at += 2;
    const entity = this.entityOf(top, place);
    if (entity && place.length > 0) this.entities.push(entity);
  }

  private entityOf(top: Open, place: { offset: number; length: number }): Entity | null {
    if (top.kind === 'TextUrl') {
      const url = this.peek(1) === '(' ? this.readUrl() : this.text.slice(top.offset);
      return { type: 'text_link', ...place, url };
    }
    if (top.kind === 'PreCode') return { type: 'pre', ...place, language: top.argument };
    if (top.kind !== 'CustomEmoji') return { type: plainTypes[top.kind] ?? 'bold', ...place };
    if (this.peek(1) !== '(') throw cantParse('The entity must contain a tg://emoji or tg://time URL');
    const url = this.readUrl();
    const emoji = linkEmojiId(url);
    if (emoji) return { type: 'custom_emoji', ...place, custom_emoji_id: emoji };
    const time = linkTime(url);
    if (!time) throw cantParse('Invalid tg://emoji or tg://time URL specified');
    return {
      type: 'date_time',
      ...place,
      unix_time: time.unix,
      date_time_format: canonicalTimeFormat(time.format),
    };
  }

  private readUrl(): string {
    this.at += 2;
    const begin = this.at;
    let url = '';
    for (; this.at < this.source.length && this.peek() !== ')'; this.at += 1) {
      const next = this.peek(1);
      if (this.peek() === '\\' && isAscii(next)) this.at += 1;
      url += this.peek() ?? '';
    }
    if (this.peek() !== ')')
      throw cantParse(`Can't find end of a URL at byte offset ${byteOffset(this.source, begin)}`);
    return url;
  }

  private finish(): void {
    let top = this.open.pop();
    let expandable = false;
    if (this.inQuote && top?.kind === 'Spoiler' && top.at === this.source.length - 2) {
      expandable = true;
      top = this.open.pop();
    }
    if (!top) return;
    if (top.kind !== 'BlockQuote') throw this.noEnd(top);
    const type = expandable ? 'expandable_blockquote' : 'blockquote';
    const length = this.text.length - top.offset;
    if (length > 0) this.entities.push({ type, offset: top.offset, length });
  }

  private noEnd({ kind, at }: Open) {
    return cantParse(`Can't find end of ${kind} entity at byte offset ${byteOffset(this.source, at)}`);
  }
}
