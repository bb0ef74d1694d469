import fc from 'fast-check'

/** Damage to files: truncated, overwritten, saved by an editor, swapped, or of another program. */
export type Damage =
  | { kind: 'cut' | 'zeroed' | 'flipped' | 'garbled' | 'repeated'; at: number; length: number; bit: number }
  | { kind: 'empty' | 'bom' | 'wide' | 'folder' }
  | { kind: 'foreign'; bytes: Buffer }
  | { kind: 'swapped'; with: number }

const anywhere = { at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(5_000), bit: fc.nat(7) }
export const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constantFrom('cut', 'zeroed', 'flipped', 'garbled', 'repeated'), ...anywhere }),
  fc.record({ kind: fc.constantFrom('flipped' as const), ...anywhere }),
  fc.record({ kind: fc.constantFrom('empty', 'bom', 'wide', 'folder') }),
  fc.record({
    kind: fc.constant('foreign' as const),
    bytes: fc.oneof(
      fc.json().map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(`{"rooms":${text},"decks":${text},"room":${text}}`)),
      fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('SQLite format 3\0', 'giftdeck-secrets 1 ', 'MZ', '<html>').map((text) => Buffer.from(text)),
    ),
  }),
  fc.record({ kind: fc.constant('swapped' as const), with: fc.nat() }),
)

const mask = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 73 + 41) & 0xff))

/** Returns the damaged bytes. For `folder` and `swapped` the caller does the damage, and the bytes stay. */
export function damaged(bytes: Buffer, damage: Damage): Buffer {
  switch (damage.kind) {
    case 'empty':
      return Buffer.alloc(0)
    case 'bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])
    case 'wide':
      return Buffer.from(`\uFEFF${bytes.toString('utf8')}`, 'utf16le')
    case 'foreign':
      return damage.bytes
    case 'folder':
    case 'swapped':
      return bytes
    case 'cut':
    case 'zeroed':
    case 'flipped':
    case 'garbled':
    case 'repeated': {
      const at = Math.min(bytes.length, Math.floor(damage.at * bytes.length))
      const end = Math.min(bytes.length, at + damage.length + 1)
      const middle = bytes.subarray(at, end)
      const between = {
        cut: Buffer.alloc(0),
        zeroed: Buffer.alloc(middle.length),
        flipped: Buffer.from(middle.map((byte, nth) => (nth === 0 ? byte ^ (1 << damage.bit) : byte))),
        garbled: mask(middle.length),
        repeated: Buffer.concat([middle, middle]),
      }[damage.kind]
      return Buffer.concat([
        bytes.subarray(0, at),
        between,
        damage.kind === 'cut' ? Buffer.alloc(0) : bytes.subarray(end),
      ])
    }
  }
}
