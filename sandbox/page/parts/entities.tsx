import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { copyText, openAddress } from '../acts.ts';
import type { Column } from '../columns.ts';
import { type Piece, piecesOf } from '../entity-tree.ts';
import { shownNow } from '../store.ts';
import { tgTime } from '../time.ts';
import type { Entity } from '../types.ts';

type Props = { text: string; entities: readonly Entity[]; column: Column };

export function Entities({ text, entities, column }: Props) {
  if (text === '') return null;
  const big = entities.length === 0 && /^\p{Extended_Pictographic}{1,3}$/u.test(text);
  return <div class={`text ${big ? 'big' : ''}`}>{draw(piecesOf(text, entities), column)}</div>;
}

const draw = (pieces: readonly Piece[], column: Column): ComponentChildren =>
  pieces.map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <Formatted key={index} entity={piece.entity} text={plain(piece)} column={column}>
        {draw(piece.pieces, column)}
      </Formatted>
    ),
  );

const plain = (piece: Piece): string =>
  typeof piece === 'string' ? piece : piece.pieces.map(plain).join('');

type FormattedProps = { entity: Entity; text: string; column: Column; children: ComponentChildren };

function Formatted({ entity, text, column, children }: FormattedProps) {
  switch (entity.type) {
    case 'bold':
      return <strong>{children}</strong>;
    case 'italic':
      return <em>{children}</em>;
    case 'underline':
      return <u>{children}</u>;
    case 'strikethrough':
      return <s>{children}</s>;
    case 'code':
      return (
        <button type="button" class="code" title="Copy" onClick={() => void copyText(column, text)}>
          <code>{children}</code>
        </button>
      );
    case 'pre':
      return (
        <pre tabIndex={0} data-language={entity.language}>
          <code>{children}</code>
        </pre>
      );
    case 'blockquote':
    case 'expandable_blockquote':
      return <blockquote class={entity.type}>{children}</blockquote>;
    case 'spoiler':
      return <Spoiler>{children}</Spoiler>;
    case 'date_time':
      return <TgTime entity={entity} text={text} />;
    case 'text_link':
    case 'url':
    case 'email':
    case 'phone_number':
    case 'mention':
    case 'bot_command':
      return <Link entity={entity} text={text} column={column} />;
    default:
      return <span class="marked">{children}</span>;
  }
}

function Link({ entity, text, column }: Omit<FormattedProps, 'children'>) {
  const address = addressOf(entity, text);
  if (address === null) return <span class="marked">{text}</span>;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        event.preventDefault();
        openAddress(column, address);
      }}
    >
      {text}
    </a>
  );
}

function addressOf(entity: Entity, text: string): string | null {
  if (entity.type === 'text_link') return entity.url ?? null;
  if (entity.type === 'url') return /^[a-z][\w+.-]*:/i.test(text) ? text : `https://${text}`;
  if (entity.type === 'mention') return `https://t.me/${text.slice(1)}`;
  return null;
}

function TgTime({ entity, text }: { entity: Entity; text: string }) {
  const unix = entity.unix_time ?? 0;
  const shown = tgTime(unix, entity.date_time_format ?? '', shownNow()) ?? text;
  return (
    <time class="marked" dateTime={new Date(unix * 1000).toISOString()} title={`The bot wrote: ${text}`}>
      {shown}
    </time>
  );
}

function Spoiler({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  if (open) return <span class="spoiler open">{children}</span>;
  return (
    <button type="button" class="spoiler" aria-label="Hidden text: show it" onClick={() => setOpen(true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}
