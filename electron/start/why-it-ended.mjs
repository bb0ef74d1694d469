/**
 * Why a desktop program ended at once, in words: what it, Chromium or the system's loader said on stderr comes first, then
 * how it ended. The first group of a pattern is the name of what is missing.
 */
const said = [
  [/^Giftdeck broke\./m, 'Giftdeck broke while it started, its log says how'],
  [/Running as root without --no-sandbox/, 'Chromium refuses to run as root'],
  [
    /No usable sandbox|SUID sandbox helper binary was found, but is not configured|setuid sandbox is not running|Failed to move to new namespace/,
    'this system does not let Chromium use its sandbox',
  ],
  [/error while loading shared libraries: ([^:\s]+)/, (library) => `the system library ${library} is missing`],
  [/version `([^']+)' not found/, (version) => `the system is too old for it: ${version} is missing`],
  [
    /Missing X server or \$DISPLAY|cannot open display|Unable to open X display|Failed to connect to Wayland display/i,
    'it could not open a window on this display',
  ],
  [
    /Exec format error|cannot execute binary file|not a valid Win32 application/i,
    'it is made for another kind of computer',
  ],
  [/No space left on device|Failed to create shared memory/i, 'there is no room left on the disk or in shared memory'],
]

/** What Windows gives as an exit code when it stops a program. */
const ofWindows = {
  0xc0000135: 'a system library is missing',
  0xc0000022: 'it was not allowed to run, perhaps by an antivirus program',
  0xc0000005: 'it crashed',
  0xc000007b: 'it is made for another kind of computer',
  0xc0000409: 'it crashed',
}

/** What spawn says when it cannot start a program at all. */
const notStarted = {
  EACCES: 'it was not allowed to run, perhaps by an antivirus program',
  EPERM: 'it was not allowed to run, perhaps by an antivirus program',
  UNKNOWN: 'it was not allowed to run, perhaps by an antivirus program',
  ENOENT: 'its file is gone, perhaps taken by an antivirus program',
  ENOEXEC: 'its file is damaged or made for another kind of computer',
  EBADARCH: 'it is made for another kind of computer',
}

/** `code`, `signal`: as in the event 'exit'; `error`: the one of the event 'error'; `words`: its last lines on stderr. */
export function whyItEnded({ code, signal, error, words = '' }) {
  if (error) return notStarted[error.code] ?? error.message
  for (const [pattern, meaning] of said) {
    const found = pattern.exec(words)
    if (found) return typeof meaning === 'string' ? meaning : meaning(found[1])
  }
  if (signal) return `it was ended by ${signal}`
  // A shell, or the system's own loader, gives these where it could not run a file.
  if (code === 126 || code === 127) return 'its file is damaged or made for another kind of computer'
  if (code === 0) return 'it ended without a word'
  return ofWindows[code] ?? `it ended with code ${code}`
}
