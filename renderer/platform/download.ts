/** Makes a file name from a name that a host chose: `Evening show` and `csv` become `evening-show.csv`. */
export function fileNameOf(name: string, extension: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
  return `${words || 'deck'}.${extension}`
}

/** Downloads a file. The browser or the desktop asks where to save it. */
export function download(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // After this time the download has begun, and the browser has its own copy of the data.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
