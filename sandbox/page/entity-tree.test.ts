import { expect, test } from 'vitest';
import { type Piece, piecesOf } from './entity-tree.ts';

const shown = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) =>
      typeof piece === 'string'
        ? piece
        : `<${piece.entity.type}>${shown(piece.pieces)}</${piece.entity.type}>`,
    )
    .join('');

test('entities lie in each other as Telegram nests them, and no letter is lost', () => {
  const entities = [
    { type: 'italic', offset: 6, length: 5 },
    { type: 'bold', offset: 0, length: 11 },
    { type: 'code', offset: 12, length: 1 },
  ];
  expect(shown(piecesOf('Hello there x.', entities))).toBe(
    '<bold>Hello <italic>there</italic></bold> <code>x</code>.',
  );
  expect(shown(piecesOf('plain', []))).toBe('plain');
});

test('offsets count UTF-16 units; what overlaps or reaches too far harms nothing', () => {
  expect(shown(piecesOf('👍 ok', [{ type: 'bold', offset: 3, length: 2 }]))).toBe('👍 <bold>ok</bold>');
  const odd = [
    { type: 'bold', offset: 0, length: 3 },
    { type: 'italic', offset: 2, length: 90 },
  ];
  expect(shown(piecesOf('abcdef', odd)).replaceAll(/<[^>]*>/g, '')).toBe('abcdef');
});
