import { readFileSync } from 'node:fs'
import path from 'node:path'
import { signingOf } from './signing-environment.mjs'

/** The configuration of electron-builder: `npx electron-builder --config installer/builder.config.mjs` */

const root = path.resolve(import.meta.dirname, '..')
const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const [owner, repo] = (process.env.GITHUB_REPOSITORY ?? '').split('/')
const { signsForMac, notarizes } = signingOf(process.env)

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'app.giftdeck.desktop',
  productName: 'Giftdeck',
  electronVersion: devDependencies.electron,
  directories: { output: 'dist', buildResources: 'installer/resources' },
  // The code is bundled, so node_modules is left out. Source maps are left out because they contain the sources.
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    '!out/main/headless.js',
    '!node_modules/**',
    '!**/*.map',
  ],
  asar: true,
  npmRebuild: false,
  // The locales of Chromium. If one is missing, Electron cannot detect that system language, and the menus are English.
  electronLanguages: ['en', 'en-US', 'zh-CN', 'zh-TW'],
  electronFuses: {
    // Fuses are bytes inside Electron's framework, so setting them invalidates its signature, and macOS on Apple
    // silicon kills such a program. The package is therefore signed again ad hoc, which matters where no certificate
    // signs it, as in a pull request.
    resetAdHocDarwinSignature: true,
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations: [
    { ext: 'giftdeck', name: 'Giftdeck deck', role: 'Editor', mimeType: 'application/vnd.giftdeck+json' },
  ],
  win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
  nsis: {
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
    // No space in the name: GitHub replaces spaces in file names, and the feed would then name a file that does not
    // exist.
    artifactName: '${productName}-Setup-${version}.${ext}',
  },
  mac: {
    category: 'public.app-category.video',
    target: [
      { target: 'dmg', arch: 'universal' },
      // electron-updater needs a zip on macOS.
      { target: 'zip', arch: 'universal' },
    ],
    hardenedRuntime: true,
    // Without a certificate, sign the package ad hoc, because macOS runs no unsigned program on Apple silicon.
    ...(!signsForMac && { identity: '-' }),
    notarize: notarizes,
    darkModeSupport: true,
  },
  linux: { target: 'dir', category: 'AudioVideo' },
  publish: repo ? { provider: 'github', owner, repo, releaseType: 'draft' } : null,
}

export default config
