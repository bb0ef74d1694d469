/** Chromium asks the system for so many when it starts; Windows has no limit that matters. */
const elsewhere = 8_192

/**
 * How many files and sockets the system lets this process have open. It is asked once, while this module loads: a report
 * waits for every worker thread, and none runs yet then.
 */
export const openFilesLimit = readLimit()

function readLimit(): number {
  if (process.platform === 'win32' || 'electron' in process.versions) return elsewhere
  // Looking up names of network interfaces would take seconds. The type of Node's lacks this switch.
  Object.assign(process.report, { excludeNetwork: true })
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: unknown } } }
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : elsewhere
}
