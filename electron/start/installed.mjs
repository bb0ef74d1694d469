import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'

/**
 * Whether node_modules holds what package-lock.json names, by versions and checksums: npm writes its own list of what it
 * installed last, so an interrupted install has none. Times tell nothing, since a copy or a checkout changes them.
 * `ranHere` = npm has installed this lock file on this kind of computer, so what is missing of the optional packages could
 * not be had.
 */
export function hasPackages(root, { ranHere, platform = process.platform, arch = process.arch }) {
  const wanted = packagesIn(path.join(root, 'package-lock.json'))
  const found = packagesIn(path.join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true
    const there = found[place]
    if (!there) return Boolean(entry.optional) && (ranHere || !isFor(entry, platform, arch))
    const isSame = there.version === entry.version && there.integrity === entry.integrity
    return isSame && existsSync(path.join(root, place, 'package.json'))
  })
}

/** An optional package made for this very kind of computer; one that names none may be missing anywhere. */
function isFor({ os, cpu, libc: libcs }, platform, arch) {
  if (!os || !cpu || !includes(os, platform) || !includes(cpu, arch)) return false
  return !libcs || includes(libcs, ownLibc())
}
const includes = (names, name) => [names].flat().includes(name)

let libc
/** Asked only on Linux: elsewhere no package names one. */
function ownLibc() {
  process.report.excludeNetwork = true
  return (libc ??= process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl')
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Where node_modules leads when it is a link; undefined for a folder of its own. */
export function linkedTo(root) {
  const folder = path.join(root, 'node_modules')
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found?.isSymbolicLink()) return undefined
  return existsSync(folder) ? realpathSync(folder) : 'a folder that is gone'
}
