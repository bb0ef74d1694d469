import { readFileSync } from 'node:fs'
import path from 'node:path'

/** How the built app becomes an installer. `npx electron-builder --config installer/builder.config.mjs` */

const root = path.resolve(import.meta.dirname, '..')
const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const [owner, repo] = (process.env.GITHUB_REPOSITORY ?? '').split('/')

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'app.giftdeck.desktop',
  productName: 'Giftdeck',
  electronVersion: devDependencies.electron,
  directories: { output: 'dist', buildResources: 'installer/resources' },
  // Everything is bundled: no node_modules, and no source maps with sources in them.
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
  electronLanguages: ['en', 'en-US', 'zh-CN', 'zh_CN'],
  electronFuses: {
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
  nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
  mac: {
    category: 'public.app-category.video',
    target: [
      { target: 'dmg', arch: 'universal' },
      // Updates come as a zip.
      { target: 'zip', arch: 'universal' },
    ],
    hardenedRuntime: true,
    // Apple's account comes from the environment: APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER.
    notarize: process.env.APPLE_API_KEY !== undefined,
    darkModeSupport: true,
  },
  linux: { target: 'dir', category: 'AudioVideo' },
  publish: repo ? { provider: 'github', owner, repo, releaseType: 'draft' } : null,
}

export default config
