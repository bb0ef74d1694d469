import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'

type Decode = (bytes: Buffer, bound: { maxOutputLength: number }) => Buffer

const decoders: Readonly<Record<string, readonly Decode[]>> = {
  gzip: [gunzipSync],
  'x-gzip': [gunzipSync],
  // Servers mean either by it.
  deflate: [inflateSync, inflateRawSync],
  br: [brotliDecompressSync],
  zstd: [zstdDecompressSync],
}

/**
 * The text of an answer, whatever a box in between has packed it into, though it was asked not to. Bytes that are not packed as
 * their header says are taken as they are. Undefined where the text is longer than `mostBytes`.
 */
export function decodeAnswer(body: Buffer, encoding: string, mostBytes: number): string | undefined {
  let bytes = body
  for (const name of encoding.toLowerCase().split(',').reverse()) {
    const unpacked = unpack(bytes, decoders[name.trim()] ?? [], mostBytes)
    if (unpacked === undefined) return undefined
    bytes = unpacked
  }
  // A packing that no header tells of.
  if (isGzip(bytes)) {
    const unpacked = unpack(bytes, [gunzipSync], mostBytes)
    if (unpacked === undefined) return undefined
    bytes = unpacked
  }
  // This decoder takes a byte order mark away.
  return new TextDecoder().decode(bytes)
}

function unpack(bytes: Buffer, ways: readonly Decode[], maxOutputLength: number): Buffer | undefined {
  for (const decode of ways) {
    try {
      return decode(bytes, { maxOutputLength })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined
    }
  }
  return bytes
}

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b
