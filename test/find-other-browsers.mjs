import { existsSync, globSync } from 'node:fs'
import { say } from '../electron/start/report.mjs'
import { attempt, installDebian } from './find-browser.mjs'

const packages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb']

const first = (...files) => files.find((file) => existsSync(file))

/**
 * Returns what starts Firefox, and what starts WebKit, Safari's engine, in the driver that Debian packages with it; or
 * the reason why one is missing.
 */
export function otherBrowsers() {
  const isLinux = process.platform === 'linux'
  const why = (names) =>
    isLinux
      ? `Debian's ${names} could not be found or installed.`
      : `Debian's ${names} would drive it, and this is no Linux.`
  const firefox = isLinux ? first('/usr/bin/firefox-esr', '/usr/bin/firefox') : undefined
  const driver = isLinux ? first('/usr/bin/WebKitWebDriver') : undefined
  const browser = isLinux ? globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser')[0] : undefined
  const display = isLinux ? first('/usr/bin/Xvfb') : undefined
  return {
    firefox: firefox === undefined ? { why: why('firefox-esr') } : { firefox },
    webkit: driver && browser && display ? { driver, browser, display } : { why: why('webkit2gtk-driver and xvfb') },
  }
}

/** Installs the browsers from Debian where possible, and returns why one of them is still missing. */
export function installOtherBrowsers() {
  if (whyNot() === undefined || !existsSync('/etc/debian_version') || process.getuid?.() !== 0) return whyNot()
  say("Installing Debian's Firefox and WebKit for the tests in other browsers ...")
  if (!installDebian(packages) && attempt('apt-get', ['update'])) installDebian(packages)
  return whyNot()
}

const whyNot = () => Object.values(otherBrowsers()).find(({ why }) => why !== undefined)?.why
