/**
 * The text that the signature of a release covers: its version and the SHA-512 of each file. The release script signs
 * the same text.
 */
export function signedText(version: string, files: readonly { url: string; sha512: string }[]): Buffer {
  const lines = files.map(({ url, sha512 }) => JSON.stringify([url, sha512])).toSorted()
  return Buffer.from(['giftdeck update 1', version, ...lines].join('\n'), 'utf8')
}
