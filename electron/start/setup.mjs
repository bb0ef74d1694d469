import { build, isBuilt } from './build.mjs'
import { findNode, install, isInstalled } from './install.mjs'
import { withLock } from './lock.mjs'

/** Installs and builds what is missing or outdated, and returns the Node to run Giftdeck with. */
export async function setup(root) {
  if (!isInstalled(root) || !isBuilt(root) || !findNode(root)) {
    await withLock(root, async () => {
      await install(root)
      build(root)
    })
  }
  return findNode(root)
}

/** Installs without a build, which is enough for the checks. */
export const setupTools = (root) => withLock(root, () => install(root))
